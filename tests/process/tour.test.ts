import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { textPattern, withoutVarying } from '../support/documented-answer.js';
import { guide, readme } from '../support/manual.js';
import { runInOneShell, stepsOf } from '../support/markdown-shell.js';
import { emptyDatabase, providers } from '../support/raw-database.js';
import { emptyFolder, startServer } from '../support/server-process.js';

const steps = [
  ...stepsOf(guide('tour'), 'A tour in curl'),
  ...stepsOf(guide('staff-tour'), 'A tour for staff'),
  ...stepsOf(guide('api'), 'The API'),
  ...stepsOf(guide('integrating'), 'For integrators'),
];
const [banner] = stepsOf(readme, 'Start');

test.for(providers)(
  'the calls of the guides, pasted into one shell, print what the guides say on %s',
  async (provider) => {
    const { url, folder } = await emptyDatabase(provider);
    const server = await startServer('commands/start', folder, { DATABASE_URL: url });
    await expect.poll(server.stdout).toContain('docs ');
    const [, adminPassword] = server.stdout().match(/^ {2}admin +admin \/ (\S{12,})$/m) ?? [];

    const printed = await runInOneShell(
      steps.map((step) => onPortOf(server.url, step.command)),
      folder,
      `${adminPassword}\n`,
    );

    expect(printed).toHaveLength(steps.length);
    steps.forEach(({ title, documented }, index) => {
      const output = printed[index] ?? '';
      if (documented?.language === 'json') {
        expect.soft(withoutVarying(output), title).toEqual(withoutVarying(documented.text));
      } else {
        // Where the page shows no answer, there must be none.
        expect.soft(output, title).toMatch(documented ? textPattern(documented.text) : /^$/);
      }
    });
    const picture = readFileSync(join(folder, 'barcode.png'));
    expect(picture.subarray(1, 4).toString()).toBe('PNG');
  },
);

test('a first start in an empty folder prints what the README shows, and keeps its data in data/', async () => {
  const folder = emptyFolder();

  // An empty HOST is as good as none: all interfaces, as without any settings.
  const server = await startServer('commands/start', folder, { HOST: '' });

  await expect.poll(server.stdout).toMatch(textPattern(onPortOf(server.url, banner?.documented?.text ?? 'a banner')));
  expect(readFileSync(join(folder, 'data/fabclean.db')).subarray(0, 15).toString()).toBe('SQLite format 3');
});

function onPortOf(url: string, text: string): string {
  return text.replaceAll('localhost:5005', `localhost:${new URL(url).port}`);
}
