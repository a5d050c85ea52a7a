import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import express, { Router } from 'express';
import { docsPolicy } from '../http/security-headers.js';

const page = fileURLToPath(new URL('../../public/docs/api/', import.meta.url));

/** All that the page needs of the package, which brings more than is worth serving. */
const VIEWER_FILES = ['swagger-ui.css', 'swagger-ui-bundle.js', 'favicon-32x32.png'] as const;

/** The API document for people, at `/docs/api/`: everything comes from this server, so that it works without the internet. */
export function apiViewer(): Router {
  const { resolve } = createRequire(import.meta.url);
  const router = Router();
  router.use(docsPolicy);
  for (const file of VIEWER_FILES) {
    const path = resolve(`swagger-ui-dist/${file}`);
    router.get(`/${file}`, (_request, response) => {
      response.sendFile(path, { maxAge: '1h' });
    });
  }
  router.use(express.static(page, { index: 'index.html', dotfiles: 'ignore' }));
  return router;
}
