import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { unpackChromium } from './unpack-chromium.js';

// Root may not use the sandbox; everybody else keeps it.
const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/**
 * A browser: the one in BROWSER, or the one that npm brought, or one that is installed. Nothing that a page is tested for is switched
 * off. Throws a sentence where there is none.
 */
export async function launchBrowser(): Promise<Browser> {
  const named = process.env['BROWSER'];
  if (named) return chromium.launch({ args, executablePath: named });
  if (process.platform === 'linux' && process.arch === 'x64') return launchUnpacked();
  for (const channel of ['chrome', 'msedge', 'chromium']) {
    const browser = await chromium.launch({ args, channel }).catch(() => null);
    if (browser) return browser;
  }
  throw new Error('No browser: install Chrome or Edge, or name one in BROWSER');
}

async function launchUnpacked(): Promise<Browser> {
  const { executablePath, libraries, fonts } = await unpackChromium();
  const env: Record<string, string> = {};
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] = value;
  if (lacksLibraries(executablePath)) {
    env['LD_LIBRARY_PATH'] = [libraries, env['LD_LIBRARY_PATH']].filter(Boolean).join(':');
  }
  if (!existsSync('/etc/fonts/fonts.conf')) env['FONTCONFIG_FILE'] = join(fonts, 'fonts.conf');
  return chromium.launch({ args, executablePath, env });
}

function lacksLibraries(program: string): boolean {
  const { stderr } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  return /error while loading shared libraries/.test(stderr);
}
