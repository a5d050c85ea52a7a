import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '../support/app.js';
import { anAdmin } from '../support/clients.js';
import { importFile } from '../support/csv.js';
import { INVALID_SENTENCE } from '../support/error-shape.js';

let app: TestApp;
let headers: { Cookie: string };
beforeAll(async () => {
  app = await startApp();
  headers = await anAdmin(app);
});
afterAll(() => app.close());

const PATH = '/admin/api/services/import';
const send = (type: string, body: string | Buffer, more: Record<string, string> = {}) =>
  app.http
    .post(PATH)
    .set({ ...headers, 'Content-Type': type, ...more })
    .serialize((sent) => sent)
    .send(body);

test.each([
  ['application/json', '{"id": "x"}'],
  ['text/plain', 'id\nx'],
  ['text/csv; charset=utf-99', 'id\nx'],
  ['text/csv; charset=klingon', 'id\nx'],
])('%s is no CSV in a charset that anybody knows: 415', async (type, body) => {
  const response = await send(type, body);

  expect(response.status).toBe(415);
  expect(response.body).toMatchObject({ error: 'Expected CSV', code: 'request.unsupported_media' });
});

test('an encoding nobody knows is 415, and one that is known is read', async () => {
  const file = 'id,name,price\ngz1,Zipped,1\n';

  expect((await send('text/csv', file, { 'Content-Encoding': 'rot13' })).body.error).toBe('Expected CSV');
  const zipped = await send('text/csv', gzipSync(file), { 'Content-Encoding': 'gzip' });
  expect([zipped.status, zipped.body.create]).toEqual([200, 1]);
});

test.each([
  ['an accent in Windows-1252', Buffer.from('id,name,price\ny,Plain,1\nx,Caf\xe9,1\n', 'latin1'), 3],
  ['a dash of Windows-1252', Buffer.from('id,name,price\nx,Suit \x96 wool,1\n', 'latin1'), 2],
  ['UTF-16 without its mark', Buffer.from('id,name,price\nx,Suit,1\n', 'utf16le'), 1],
])('%s is not guessed: the line is named, and what makes it right', async (_name, bytes, line) => {
  const response = await send('text/csv', bytes);

  expect(response.status).toBe(400);
  expect(response.body).toMatchObject({
    error: 'The file is not UTF-8',
    code: 'request.not_csv',
    details: [{ path: `line ${line}`, message: expect.stringContaining('save the file as “CSV UTF-8”') }],
  });
});

const CREPE = 'id,name,price\r\ncrepe,Crème brûlée – for two,4\r\n';
test.each([
  ['text/csv; charset=windows-1252', Buffer.from(CREPE.replace('–', '\x96'), 'latin1')],
  ['text/csv; charset="ISO-8859-1"', Buffer.from(CREPE.replace('–', '\x96'), 'latin1')],
  ['text/csv; charset=utf-16le', Buffer.from(CREPE, 'utf16le')],
  ['text/csv', Buffer.from(`\uFEFF${CREPE}`, 'utf16le')],
  ['text/csv; charset=utf-16', Buffer.from(`\uFEFF${CREPE}`, 'utf16le').swap16()],
  ['text/csv', Buffer.from(`\uFEFF${CREPE}`)],
])('a file as %s is read as what it says', async (type, bytes) => {
  const service = await readBack(type, bytes);

  expect(service).toMatchObject({ name: 'Crème brûlée – for two', price: 4 });
});

async function readBack(type: string, bytes: Buffer) {
  const written = await app.http
    .post(`${PATH}?commit=true`)
    .set({ ...headers, 'Content-Type': type })
    .serialize((sent) => sent)
    .send(bytes);
  expect(written.body).toMatchObject({ committed: true, create: 1 });
  const { body } = await app.http.get('/admin/api/services/crepe').set(headers);
  await app.http.delete('/admin/api/services/crepe').set(headers);
  return body;
}

test('a file over 2 MiB is 413, also unpacked', async () => {
  const long = `id,name,price\nx,${'n'.repeat(2 * 1_048_576)},1\n`;

  const plain = await send('text/csv', long).catch(() => null);
  const bomb = await send('text/csv', gzipSync(long), { 'Content-Encoding': 'gzip' });

  if (plain) expect(plain.status).toBe(413);
  expect(bomb.status).toBe(413);
  expect(bomb.body.code).toBe('request.too_large');
});

test.each([
  ['', [{ path: 'file', message: 'has no header' }]],
  ['\uFEFF', [{ path: 'file', message: 'has no header' }]],
  ['name,price,\na,1,x\n', [{ path: 'column 3', message: 'has cells and no name in the header' }]],
  ['id,name\n', [{ path: 'file', message: 'has no rows below its header' }]],
  ['name,prise\na,b\n', expect.arrayContaining([{ path: 'prise', message: expect.stringContaining('is no column') }])],
  ['id,name,id\na,b,c\n', [{ path: 'id', message: 'stands twice in the header' }]],
  [
    'id,name\na\nb,c\nd,e,f\n',
    [
      { path: 'line 2', message: 'has 1 cells where the header has 2' },
      { path: 'line 4', message: 'has 3 cells where the header has 2' },
    ],
  ],
  ['id,name\na,"b\nc,d\n', [{ path: 'line 3', message: 'the file ends inside quotes' }]],
  ['id,name\na,b"c"\n', [{ path: 'line 2', message: 'a quote stands where none may' }]],
  ['id\n__proto__\n', null],
])('the file %j is told what is wrong with it', async (file, details) => {
  const response = await importFile(app, headers, 'services', file, { commit: 'true' });

  expect(response.status).toBe(400);
  if (details) expect(response.body).toMatchObject({ error: INVALID_SENTENCE, details });
});

test('2,000 rows are taken in at once, and one more is told to be too many', async () => {
  const rows = Array.from({ length: 2_001 }, (_, index) => `many-${index}@example.com,Name ${index},+9198${index}`);
  const file = (count: number) => `email,name,phone\n${rows.slice(0, count).join('\n')}\n`;

  const tooMany = await importFile(app, headers, 'customers', file(2_001), { commit: 'true' });
  const created = await importFile(app, headers, 'customers', file(2_000), { commit: 'true' });
  const updated = await importFile(app, headers, 'customers', file(2_000).replaceAll('Name', 'Other'), {
    commit: 'true',
  });

  expect(tooMany.body.details).toEqual([{ path: 'file', message: 'must have at most 2000 rows' }]);
  expect(created.body).toMatchObject({ committed: true, create: 2_000 });
  expect(updated.body).toMatchObject({ committed: true, update: 2_000 });
}, 60_000);

test('commit is true or false', async () => {
  const response = await importFile(app, headers, 'services', 'id,name,price\nx,y,1\n', { commit: 'yes' });

  expect(response.status).toBe(400);
  expect(response.body.details[0].path).toBe('commit');
});
