import { Marked, type Token, type Tokens } from 'marked';
import { getHeadingList, gfmHeadingId, type HeadingData } from 'marked-gfm-heading-id';
import type { Page } from './pages.js';

/** A part of a page under one heading, as the search finds it. */
export type Section = { heading: string; anchor: string; text: string };

/** A page as HTML, with its headings, of which the first is its title, and the words under each. */
export type RenderedPage = { path: string; title: string; html: string; headings: HeadingData[]; sections: Section[] };

/** The page as HTML. Headings get the anchors that code hosts give them, so that one link works in both places. */
export function renderPage({ path, markdown }: Page): RenderedPage {
  const marked = new Marked(gfmHeadingId(), { walkTokens: leadToPages });
  const html = marked.parse(markdown, { async: false });
  const headings = getHeadingList();
  const [first] = headings;
  if (first?.level !== 1) throw new Error(`${path}.md does not begin with its title`);
  return { path, title: plain(first.text), html, headings, sections: sectionsOf(marked.lexer(markdown), headings) };
}

// `operating.md#backups` is right among files; the page is served without the ending.
function leadToPages(token: Token): void {
  if (token.type !== 'link' || /^[a-z]+:/i.test(token.href)) return;
  token.href = token.href.replace(/\.md(?=#|$)/, '');
}

function sectionsOf(tokens: Token[], headings: HeadingData[]): Section[] {
  const sections: Section[] = [];
  for (const token of tokens) {
    if (token.type === 'heading') {
      const { text = '', id = '' } = headings[sections.length] ?? {};
      sections.push({ heading: plain(text), anchor: id, text: '' });
    }
    const section = sections.at(-1);
    if (section && token.type !== 'heading') section.text += `${wordsOf(token)} `;
  }
  return sections;
}

function wordsOf(token: Token): string {
  if (token.type === 'table') {
    const { header, rows } = token as Tokens.Table;
    return [header, ...rows].flatMap((row) => row.map((cell) => cell.text)).join(' ');
  }
  return 'text' in token ? String(token.text) : token.raw;
}

function plain(html: string): string {
  return html.replace(/<[^>]*>/g, '').replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ENTITIES[name] ?? '');
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
