import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestHandler } from 'express';

const types = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  json: 'application/json; charset=utf-8',
  woff2: 'font/woff2',
  wasm: 'application/wasm',
} as const;

const suffixes = { br: '.br', gzip: '.gz' } as const;

type BuiltFile = { type: string; plain: Buffer; br: Buffer | null; gzip: Buffer | null };

/**
 * Serves the files of a folder as they were when the server started, each in the smallest form that the client reads. They are held
 * in memory: a build that replaces them takes nothing from under the pages that are open. Their names hold a hash of what is in them.
 */
export function builtFiles(folder: string): RequestHandler {
  const files = new Map(readdirSync(folder).flatMap((name) => read(folder, name)));
  return (request, response, next) => {
    const file = request.method === 'GET' || request.method === 'HEAD' ? files.get(request.path.slice(1)) : undefined;
    if (!file) return next();
    const encoding = (['br', 'gzip'] as const).find((name) => file[name] && request.acceptsEncodings(name));
    response.set({
      'Cache-Control': 'public, max-age=31536000, immutable',
      'Content-Type': file.type,
    });
    response.vary('Accept-Encoding');
    if (encoding) response.set('Content-Encoding', encoding);
    response.end((encoding && file[encoding]) ?? file.plain);
  };
}

function read(folder: string, name: string): [string, BuiltFile][] {
  const type = types[name.slice(name.lastIndexOf('.') + 1) as keyof typeof types];
  if (type === undefined) return [];
  const path = join(folder, name);
  const compressed = (suffix: string) => (existsSync(`${path}${suffix}`) ? readFileSync(`${path}${suffix}`) : null);
  return [[name, { type, plain: readFileSync(path), br: compressed(suffixes.br), gzip: compressed(suffixes.gzip) }]];
}
