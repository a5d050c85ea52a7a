import { readdirSync, readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);

export const readme = readFileSync(new URL('README.md', root), 'utf8');

/** A guide of the manual by its name, as Markdown. */
export function guide(name: string): string {
  return readFileSync(new URL(`public/docs/guides/${name}.md`, root), 'utf8');
}

/** All guides, one after the other. */
export function allGuides(): string {
  return readdirSync(new URL('public/docs/guides/', root))
    .map((file) => guide(file.replace(/\.md$/, '')))
    .join('\n');
}

/** What stands under a heading of a page, down to the next one of its level. Throws when the page has no such heading. */
export function under(markdown: string, heading: string): string {
  const found: string[] = [];
  let [level, isCode] = [0, false];
  for (const line of markdown.split('\n')) {
    if (line.startsWith('```')) isCode = !isCode;
    const [, signs = '', title] = (isCode ? null : /^(#+) (.+)$/.exec(line)) ?? [];
    if (level > 0 && signs !== '' && signs.length <= level) break;
    if (level > 0) found.push(line);
    if (title === heading && level === 0) level = signs.length;
  }
  if (level === 0) throw new Error(`the page has no heading "${heading}"`);
  return found.join('\n');
}
