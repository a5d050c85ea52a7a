import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { possibleErrors, statusOfCode } from '../../src/http/openapi/possible-errors.js';
import { apiDocument } from '../../src/routers/api-document.js';
import { audiences } from '../../src/routers/index.js';
import { allErrorCodes, errorCatalogue } from '../../src/shared/error-catalogue.js';

const root = new URL('../../', import.meta.url);
const { version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string };
const document = apiDocument(version);
const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
const endpoints = audiences.flatMap((audience) => audience.endpoints);

test('the checked-in document is the one the routes make: if not, run `npm run openapi`', () => {
  expect(JSON.parse(readFileSync(new URL('public/openapi.json', root), 'utf8'))).toEqual(document);
});

test('every route is an operation with a name of its own', () => {
  expect(operations).toHaveLength(endpoints.length);
  expect(new Set(operations.map((operation) => operation.operationId)).size).toBe(operations.length);
  for (const { operationId } of operations) expect(operationId).toMatch(/^[a-z][A-Za-z]+$/);
});

test('the catalogue has every code the server throws, with the kind it throws', () => {
  const thrown = sources().flatMap((text) => [...text.matchAll(/new AppError\(\s*'(\w+)',\s*'([a-z_.]+)'/g)]);

  expect(thrown.length).toBeGreaterThan(30);
  for (const [, kind, code = ''] of thrown) {
    expect({ code, kind: errorCatalogue[code as keyof typeof errorCatalogue]?.kind }).toEqual({ code, kind });
  }
});

test('every code of the catalogue is thrown somewhere', () => {
  const told = sources().join('\n');

  expect(allErrorCodes.filter((code) => !told.includes(`'${code}'`))).toEqual([]);
});

test('a status is described by its own codes and no others', () => {
  for (const group of audiences) {
    for (const declared of group.endpoints) {
      for (const [status, codes] of possibleErrors(declared, group.alwaysAnswers ?? false)) {
        expect(codes.map(statusOfCode)).toEqual(codes.map(() => status));
      }
    }
  }
});

/** The text of every file of src/, but for the catalogue and where endpoints declare their codes. */
function sources(): string[] {
  const src = new URL('src/', root);
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/^generated|error-catalogue|openapi/.test(path))
    .map((path) => readFileSync(new URL(path, src), 'utf8').replace(/^\s*errors: \[[^\]]*\],$/gm, ''));
}
