import { readFileSync } from 'node:fs';
import newman, { type Summary } from 'newman';
import { expect, test } from 'vitest';
import { postmanCollection } from '../postman/collection.js';
import { chapters, leftOut } from '../postman/steps.js';
import { allOperations } from '../support/api-document.js';
import { emptyFolder, startServer } from '../support/server-process.js';

const ADMIN_PASSWORD = 'the admin of the tests';
const file = new URL('../../public/postman/fabclean.postman_collection.json', import.meta.url);
const steps = chapters.flatMap((chapter) => chapter.steps);

test('the checked-in Postman collection is the one the document makes: if not, run `npm run openapi`', async () => {
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(await postmanCollection());
});

test('the collection has every operation of the document but those that are left out for a reason', () => {
  const operations = allOperations.map(({ operation }) => operation.operationId);

  expect([...new Set([...steps.map((step) => step.run), ...Object.keys(leftOut)])].toSorted()).toEqual(
    operations.toSorted(),
  );
});

test('the collection runs from its first request to its last, twice, against a server that was just made', async () => {
  const server = await startServer('commands/start', emptyFolder(), { ADMIN_PASSWORD });

  for (const summary of [await run(server.url), await run(server.url)]) {
    const failures = summary.run.failures.map(({ source, error }) => `${source?.name}: ${error.message}`);
    expect(failures).toEqual([]);
    expect(summary.run.stats.requests).toMatchObject({ total: steps.length, failed: 0 });
    expect(summary.run.stats.assertions).toMatchObject({ total: steps.length, failed: 0 });
  }
});

function run(baseUrl: string): Promise<Summary> {
  const collection = JSON.parse(readFileSync(file, 'utf8')) as object;
  const envVar = Object.entries({ baseUrl, adminPassword: ADMIN_PASSWORD }).map(([key, value]) => ({ key, value }));
  return new Promise((resolve, reject) => {
    newman.run({ collection, envVar }, (error, summary) => (error ? reject(error) : resolve(summary)));
  });
}
