const PATTERNS: [RegExp, string][] = [
  [/\bBearer\s+\S+/gi, 'Bearer [redacted]'],
  [/\bfc_[\w-]{20,}/g, '[key]'],
  [/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, '[token]'],
  [/\$2[aby]\$\d\d\$[./A-Za-z0-9]{20,}/g, '[hash]'],
  [/(\b\w+:\/\/[^\s:@/]+):[^\s@/]+@/g, '$1:[redacted]@'],
  [/[^\s"'`(<=:,]+@[^\s"'`)>,]+\.[^\s"'`)>,]+/g, '[e-mail]'],
  [/\+?\d[\d\s().-]{7,}\d/g, '[number]'],
  // What an error quotes is usually what somebody sent.
  [/Unexpected token .*$/gm, 'Unexpected token'],
];

/** Text of an error as it may be logged: tokens, hashes, passwords in URLs, e-mails and phone numbers are masked. */
export function scrub(text: string): string {
  return PATTERNS.reduce((scrubbed, [pattern, mask]) => scrubbed.replace(pattern, mask), text);
}
