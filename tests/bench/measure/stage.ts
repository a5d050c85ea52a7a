import type { Options } from '../options.js';
import { type Access, logInStaff, makeAccounts, NO_ACCESS } from './accounts.js';
import { databases, type Engine } from './databases.js';
import { kinds, type StartOptions, startTarget, type Target } from './targets.js';

export type Side = { target: Target; access: Access };

/** One database with its history, and the servers that scenarios start on copies of it. */
export type Stage = {
  engine: Engine;
  options: Options;
  folder: string;
  /** A copy of the database as it was made. */
  copy(name: string): Promise<string>;
  /** The product and both references, each on a copy. */
  startAll(): Promise<Side[]>;
  /** The product alone, on a copy under this name. */
  startProduct(name: string, more?: StartOptions): Promise<Side>;
  /** Stops every server that was started here and runs. */
  stopAll(): Promise<void>;
  /** Takes everything down. */
  close(): Promise<void>;
};

export async function openStage(
  engine: Engine,
  folder: string,
  postgresUrl: string | undefined,
  options: Options,
): Promise<Stage> {
  const store = databases(engine, folder, postgresUrl);
  const running: Target[] = [];
  const profiles = options.profile;
  const copy = (name: string) => store.copy('base', name);
  const start = async (kind: (typeof kinds)[number], name: string, more: StartOptions = {}): Promise<Target> => {
    const target = await startTarget(kind, await copy(name), folder, { name: `${engine}-${name}`, profiles, ...more });
    running.push(target);
    return target;
  };
  const stopAll = async () => {
    await Promise.all(running.splice(0).map((target) => target.stop()));
  };
  const close = async () => {
    await stopAll();
    await store.dropAll();
  };
  try {
    const base = await store.make('base', options.orders);
    const first = await startTarget('product', base, folder);
    running.push(first);
    await makeAccounts(first);
    await first.stop();
  } catch (error) {
    await close();
    throw error;
  }
  return {
    engine,
    options,
    folder,
    copy,
    startAll: async () => {
      const sides: Side[] = [];
      for (const kind of kinds) {
        const target = await start(kind, `on_${kind}`);
        sides.push({ target, access: kind === 'product' ? await logInStaff(target) : NO_ACCESS });
      }
      return sides;
    },
    startProduct: async (name, more) => {
      const target = await start('product', name, more);
      return { target, access: await logInStaff(target) };
    },
    stopAll,
    close,
  };
}
