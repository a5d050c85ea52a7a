import { expect, test } from 'vitest';
import { problemOfDatabaseUrl } from '../../../src/db/database-url.js';

test.each([
  'file:./data/fabclean.db',
  'file:fabclean.db',
  'file:/srv/fab clean/shop.db',
  'file:///srv/shop.db',
  'file:../shop',
  'file:./.hidden',
  'postgresql://db/shop',
  'postgres://fabclean:p%23a%3Fss@db:5433/shop?sslmode=require',
  'postgresql:///shop?host=/var/run/postgresql',
])('%s names a database', (url) => {
  expect(problemOfDatabaseUrl(url)).toBe(null);
});

test.each([
  ['', /must start with/],
  ['./data/fabclean.db', /must start with/],
  ['mysql://db/shop', /must start with/],
  ['FILE:./x.db', /must start with/],
  ['file:', /must name a file/],
  ['file:.', /must name a file/],
  ['file:..', /must name a file/],
  ['file:./data/..', /must name a file/],
  ['file:/', /must name a file/],
  ['file:///', /must name a file/],
  ['file:./data/', /must name a file/],
  ['file: ', /space/],
  ['file:./x.db ', /space/],
  ['file:./x\u0000.db', /control/],
  ['file::memory:', /memory/],
  ['file://', /host/],
  ['file://host/x.db', /host/],
  ['file://localhost/x.db', /host/],
  ['file:./x.db?mode=ro', /not understood/],
  ['file:?x', /not understood/],
  ['file:./x.db#y', /not understood/],
  ['postgresql://', /URL such as|must/],
  ['postgresql://u:p#x@db/shop', /%23/],
  ['postgresql://u:p?x@db/shop', /%3F/],
])('%j is refused', (url, reason) => {
  expect(problemOfDatabaseUrl(url)).toMatch(reason);
});
