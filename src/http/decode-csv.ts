import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { AppError } from '../shared/app-error.js';

const UTF_16_MARKS = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];

/**
 * The text of a file: in the charset it was sent with, or in UTF-8, or in UTF-16 where a byte order mark says so. No charset is guessed.
 * Throws `request.not_csv`, which names the first line that is not UTF-8, and `request.unsupported_media` for a charset nobody knows.
 */
export function decodeCsv(bytes: Buffer, charset = 'utf-8'): string {
  const isMarked = UTF_16_MARKS.some((mark) => bytes.subarray(0, 2).equals(mark));
  const named = isMarked ? 'utf-16' : webName(charset);
  if (!iconv.encodingExists(named)) throw new AppError('unsupportedMedia', 'request.unsupported_media', 'Expected CSV');
  if (named !== 'utf-8' || (isUtf8(bytes) && !bytes.includes(0))) return iconv.decode(bytes, named);
  const message =
    'is not UTF-8: save the file as “CSV UTF-8”, or send it with its charset, such as charset=windows-1252';
  throw new AppError('invalid', 'request.not_csv', 'The file is not UTF-8', {
    details: [{ path: `line ${firstLineNotUtf8(bytes)}`, message }],
  });
}

/** On the web, whoever says ISO 8859-1 or ASCII means Windows-1252: https://encoding.spec.whatwg.org/#names-and-labels */
function webName(charset: string): string {
  const name = charset.toLowerCase();
  if (name === 'utf8') return 'utf-8';
  return /^(?:iso-?8859-1|latin-?1|(?:us-)?ascii)$/.test(name) ? 'windows-1252' : name;
}

function firstLineNotUtf8(bytes: Buffer): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const end = bytes.indexOf(0x0a, start);
    const rest = bytes.subarray(start, end === -1 ? bytes.length : end);
    // A zero is in no text: it is half of a letter of UTF-16.
    if (!isUtf8(rest) || rest.includes(0)) return line;
    start = end === -1 ? bytes.length : end + 1;
  }
  return line;
}
