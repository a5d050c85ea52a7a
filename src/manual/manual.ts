import { fileURLToPath } from 'node:url';
import express, { Router } from 'express';
import { pagePolicy } from '../http/security-headers.js';
import { apiViewer } from './api-viewer.js';
import { frontPage, pageOf, type RenderedPart } from './layout.js';
import { readManual } from './pages.js';
import { renderPage } from './render-page.js';

const files = fileURLToPath(new URL('../../public/docs/', import.meta.url));

/** The manual at `/docs`, for whoever runs, integrates or changes the product: pages, contents and search, all from this server. */
export function manual(): Router {
  const router = Router();
  router.use('/api', apiViewer());
  router.use(pagePolicy);
  router.get('/minisearch.js', (_request, response) => {
    response.sendFile(fileURLToPath(import.meta.resolve('minisearch')), { maxAge: '1h' });
  });
  router.get('/search.json', (_request, response) => {
    response.json(sections());
  });
  router.get('/', (_request, response) => {
    response.type('html').send(frontPage(rendered()));
  });
  router.get(['/:name', '/:part/:name'], (request, response, next) => {
    const path = request.path.slice(1);
    const page = rendered()
      .flatMap(({ pages }) => pages)
      .find((candidate) => candidate.path === path);
    if (!page) return next();
    response.type('html').send(pageOf(page, rendered()));
  });
  router.use(express.static(files, { dotfiles: 'ignore', redirect: false }));
  return router;
}

// Rendered when somebody first asks: a server that nobody reads from does not pay for it.
let parts: RenderedPart[] | undefined;
function rendered(): RenderedPart[] {
  parts ??= readManual().map(({ title, pages }) => ({ title, pages: pages.map(renderPage) }));
  return parts;
}

function sections() {
  const pages = rendered().flatMap((part) => part.pages);
  const all = pages.flatMap((page) =>
    page.sections.map(({ heading, anchor, text }) => ({
      page: page.title,
      heading,
      url: `/docs/${page.path}#${anchor}`,
      text,
    })),
  );
  return all.map((section, id) => ({ id, ...section }));
}
