import { afterAll, beforeAll, vi } from 'vitest';
import { closeLeftOpen } from './app.js';

let before: ReturnType<typeof shared>;
beforeAll(() => {
  before = shared();
});

// Test files of one worker share its process. This runs after a file's own hooks, also when one of them failed: it says what is left
// and takes it away, so that the next file finds the process as this one did.
afterAll(async () => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  const left = await closeLeftOpen();
  if (JSON.stringify(process.env) !== JSON.stringify(before.environment)) left.push('a changed environment');
  if (process.cwd() !== before.folder) left.push('another current folder');
  restore(before);
  for (const { name, listener } of listenersOfProcess()) {
    if (before.listeners.some((known) => known.name === name && known.listener === listener)) continue;
    process.off(name, listener);
    left.push(`a listener to ${name} of the process`);
  }
  if (left.length > 0) throw new Error(`the file left behind:\n${left.join('\n')}`);
});

function shared() {
  return { environment: { ...process.env }, folder: process.cwd(), listeners: listenersOfProcess() };
}

function restore({ environment, folder }: typeof before): void {
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
  process.chdir(folder);
}

// Nobody meets what happens at the exit; libraries register themselves there when they are first used.
function listenersOfProcess() {
  const names = process.eventNames().filter((name) => name !== 'exit');
  return names.flatMap((name) =>
    process.rawListeners(name).map((found) => ({ name: String(name), listener: found as () => void })),
  );
}
