import { hash } from 'node:crypto';

const ENTITY_TAGS = /^\s*((W\/)?"[\x21\x23-\x7e\x80-\xff]*"\s*(,\s*|$))+$/;
const ENTITY_TAG = /(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g;

/**
 * The strong tag of a record: another one for every change that shows. `followers` are fields that follow from other records, such as
 * how often a service was ordered; they make the second half, which an edit does not compare. `content` is the body's JSON text.
 */
export function recordTag(
  body: object,
  followers: readonly string[] = [],
  content: string | Buffer = JSON.stringify(body),
): string {
  if (followers.length === 0) return `"${digest(content)}"`;
  const fields = Object.entries(body);
  const own = fields.filter(([name]) => !followers.includes(name));
  const following = fields.filter(([name]) => followers.includes(name));
  const tag = digest(JSON.stringify(own));
  return following.length === 0 ? `"${tag}"` : `"${tag}.${digest(JSON.stringify(following))}"`;
}

/** The weak tag of any other answer: it says that nothing changed, and no edit goes by it. */
export function answerTag(content: string | Buffer): string {
  return `W/"${digest(content)}"`;
}

/** Whether two tags stand for the same state of what an edit changes. A weak one promises nothing. */
export function isSameToEdit(sent: string, current: string): boolean {
  return !sent.startsWith('W/') && editable(sent) === editable(current);
}

/** Whether `If-None-Match` names this tag. What cannot be read names none. */
export function namesTag(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return readTags(ifNoneMatch)?.some((sent) => withoutWeakness(sent) === withoutWeakness(tag)) ?? false;
}

/** The entity tags of a header (RFC 9110, 8.8.3); null when it holds anything else. */
export function readTags(header: string): string[] | null {
  return ENTITY_TAGS.test(header) ? (header.match(ENTITY_TAG) ?? []) : null;
}

function editable(tag: string): string {
  return tag.replaceAll('"', '').split('.', 1)[0] ?? '';
}

function withoutWeakness(tag: string): string {
  return tag.replace(/^W\//, '');
}

function digest(content: string | Buffer): string {
  return hash('sha256', content, 'base64url').slice(0, 22);
}
