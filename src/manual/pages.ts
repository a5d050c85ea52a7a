import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that `/docs` shows: Markdown that reads as well where the code is hosted. */
const folder = fileURLToPath(new URL('../../public/docs/', import.meta.url));

/** A page of the manual: its address below `/docs/`, and its Markdown. */
export type Page = { path: string; markdown: string };

/** Who a part of the manual is for, and its pages in the order in which they are read. */
export type Part = { title: string; pages: Page[] };

const GUIDES = [
  'tour',
  'staff-tour',
  'api',
  'integrating',
  'events',
  'operating',
  'deploying',
  'growing',
  'older-server',
];

/** The whole manual, read from the disk. A guide that is named here and missing there throws. */
export function readManual(): Part[] {
  return [
    { title: 'Guides', pages: GUIDES.map((name) => readPage(`guides/${name}`)) },
    { title: 'For developers', pages: ['architecture', 'contributing'].map(readPage) },
    { title: 'Decisions', pages: namesIn('decisions').map((name) => readPage(`decisions/${name}`)) },
  ];
}

function readPage(path: string): Page {
  return { path, markdown: readFileSync(join(folder, `${path}.md`), 'utf8') };
}

function namesIn(part: string): string[] {
  if (!existsSync(join(folder, part))) return [];
  return readdirSync(join(folder, part))
    .filter((name) => name.endsWith('.md'))
    .map((name) => name.slice(0, -'.md'.length))
    .sort();
}
