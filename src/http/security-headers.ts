import cors from 'cors';
import type { RequestHandler } from 'express';
import helmet from 'helmet';
import { IGNORED_FIELDS } from './ignored-fields.js';
import { sameHeaders } from './same-headers.js';

/** Headers of every answer. The API serves no page, so its policy allows nothing; `pagePolicy` is for the files in `public/`. */
export const securityHeaders: RequestHandler = sameHeaders(
  helmet({
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    strictTransportSecurity: { maxAge: 31_536_000, includeSubDomains: true },
  }),
);

const PAGE = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  connectSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

/** Pages may use their own styles, pictures and forms, and no inline script. */
export const pagePolicy: RequestHandler = helmet.contentSecurityPolicy({ useDefaults: false, directives: PAGE });

/** A portal's page: an application that brings its own fonts, draws pictures itself and works on without the network. */
export const portalPolicy: RequestHandler = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: {
    ...PAGE,
    imgSrc: ["'self'", 'blob:'],
    fontSrc: ["'self'"],
    manifestSrc: ["'self'"],
    workerSrc: ["'self'"],
  },
});

/** The page of the API document: the style sheet of its viewer holds pictures. */
export const docsPolicy: RequestHandler = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: { ...PAGE, imgSrc: ["'self'", 'data:'] },
});

/** Lets the named origins call with credentials; every other origin's browser is refused the answer. */
export function allowOrigins(origins: string[]): RequestHandler {
  const allow = cors({
    origin: origins,
    credentials: true,
    methods: ['GET', 'POST', 'PUT', 'DELETE'],
    exposedHeaders: [
      'Link',
      'X-Total-Count',
      'X-Request-Id',
      'Retry-After',
      'ETag',
      'Idempotency-Replayed',
      IGNORED_FIELDS,
      'RateLimit',
      'RateLimit-Policy',
    ],
    maxAge: 600,
  });
  const ofNoOrigin = sameHeaders(allow);
  return (request, response, next) => {
    const isPlain = request.headers.origin === undefined && request.method !== 'OPTIONS';
    (isPlain ? ofNoOrigin : allow)(request, response, next);
  };
}
