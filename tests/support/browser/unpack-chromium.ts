import { createReadStream, createWriteStream, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createBrotliDecompress } from 'node:zlib';

export type Unpacked = { executablePath: string; libraries: string; fonts: string };

const require = createRequire(import.meta.url);
const cache = fileURLToPath(new URL('../../../node_modules/.cache/fabclean-chromium/', import.meta.url));

/**
 * The browser of @sparticuz/chromium, laid out once with its libraries and fonts: the package does that on a cloud function only.
 * Several processes may do it at the same time; what stands in the cache is whole.
 */
export async function unpackChromium(): Promise<Unpacked> {
  // The package tells nobody where it stands but by its entry.
  const packed = resolve(dirname(require.resolve('@sparticuz/chromium')), '../..');
  const { version } = JSON.parse(readFileSync(join(packed, 'package.json'), 'utf8')) as { version: string };
  const home = join(cache, version);
  const unpacked = {
    executablePath: join(home, 'chromium'),
    libraries: join(home, 'al2023', 'lib'),
    fonts: join(home, 'fonts'),
  };
  if (existsSync(home)) return unpacked;
  const draft = `${home}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  await pipeline(
    createReadStream(join(packed, 'bin/chromium.br')),
    createBrotliDecompress(),
    createWriteStream(join(draft, 'chromium'), { mode: 0o755 }),
  );
  const { extract } = createRequire(join(packed, 'package.json'))('tar-fs') as {
    extract: (folder: string) => NodeJS.WritableStream;
  };
  for (const part of ['al2023', 'fonts']) {
    const file = createReadStream(join(packed, `bin/${part}.tar.br`));
    await pipeline(file, createBrotliDecompress(), extract(join(draft, part)));
  }
  // The one it brings names folders of a cloud function.
  await writeFile(
    join(draft, 'fonts', 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${unpacked.fonts}</dir><cachedir>${home}/fonts-cache</cachedir></fontconfig>`,
  );
  // Whoever was faster has it.
  await rename(draft, home).catch(() => rm(draft, { recursive: true, force: true }));
  return unpacked;
}
