import type { RenderedPage } from './render-page.js';

/** A part of the manual with its pages rendered. */
export type RenderedPart = { title: string; pages: RenderedPage[] };

/** The front page: every part with its pages. */
export function frontPage(parts: RenderedPart[]): string {
  const main = `<h1>The manual of FabClean</h1>
<p>Everything here comes from this server: it is the manual of the version that you run, and needs no internet.
The API is also <a href="/docs/api/">a page to read and to try out</a>, and <a href="/openapi.json">an OpenAPI document</a>.</p>
${parts.map(({ title, pages }) => `<h2>${escaped(title)}</h2>\n<ul>${pages.map(linkTo).join('')}</ul>`).join('\n')}`;
  return layout('Manual', parts, main, undefined);
}

/** One page, with the way to the others and what it holds itself. */
export function pageOf(page: RenderedPage, parts: RenderedPart[]): string {
  return layout(page.title, parts, page.html, page);
}

function layout(title: string, parts: RenderedPart[], main: string, current: RenderedPage | undefined): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${escaped(title)} · FabClean</title>
    <link rel="stylesheet" href="/style.css">
    <link rel="stylesheet" href="/docs/manual.css">
    <script type="module" src="/docs/search.js"></script>
  </head>
  <body class="manual">
    <a class="skip" href="#content">To the text</a>
    <nav aria-label="Manual">
      <p><a href="/docs/">FabClean manual</a></p>
      <form role="search" id="search">
        <label for="query">Search the manual</label>
        <input id="query" type="search" autocomplete="off">
        <ol id="found" aria-live="polite"></ol>
      </form>
      ${parts.map((part) => contents(part, current)).join('\n')}
    </nav>
    <main id="content">${main}</main>
  </body>
</html>
`;
}

function contents({ title, pages }: RenderedPart, current: RenderedPage | undefined): string {
  const isOpen = current === undefined ? title === 'Guides' : pages.includes(current);
  const items = pages.map((page) => (page === current ? `<li>${here(page)}</li>` : linkTo(page)));
  return `<details${isOpen ? ' open' : ''}><summary>${escaped(title)}</summary><ul>${items.join('')}</ul></details>`;
}

function here(page: RenderedPage): string {
  const inner = page.headings.filter(({ level }) => level === 2 || level === 3);
  const items = inner.map(
    ({ id, text, level }) => `<li class="level-${level}"><a href="#${escaped(id)}">${text}</a></li>`,
  );
  return `<a href="/docs/${page.path}" aria-current="page">${escaped(page.title)}</a><ul>${items.join('')}</ul>`;
}

function linkTo({ path, title }: RenderedPage): string {
  return `<li><a href="/docs/${path}">${escaped(title)}</a></li>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`);
}
