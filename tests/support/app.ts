import type { AddressInfo } from 'node:net';
import supertest from 'supertest';
import { createApp } from '../../src/app.js';
import type { Config } from '../../src/config.js';
import { createDeps, type Deps } from '../../src/deps.js';
import { createHttpServer } from '../../src/http/create-server.js';
import { freshDatabase } from './database.js';
import { watchAnswers } from './documented-answers.js';
import { testConfig } from './test-config.js';

export type TestApp = {
  url: string;
  deps: Deps;
  folder: string;
  /** Speaks HTTP to the app; awaiting a call answers its response, whatever the status. */
  http: ReturnType<typeof supertest>;
  close: () => Promise<void>;
};

const open = new Set<TestApp>();

/** Closes the apps that nobody closed, and says so of each. */
export async function closeLeftOpen(): Promise<string[]> {
  const left = [...open];
  const closed = await Promise.allSettled(left.map((app) => app.close()));
  return closed.map((result, index) => {
    const also = result.status === 'rejected' ? `, and it did not close: ${String(result.reason)}` : '';
    return `an app at ${left[index]?.url}${also}`;
  });
}

/** The real application, listening, and watched for answers the API document does not describe, on a fresh database of the provider this run is for. */
export async function startApp(
  changes: Partial<Config> = {},
  replace: Parameters<typeof createDeps>[1] = {},
  fill: (databaseUrl: string) => Promise<unknown> = async () => undefined,
): Promise<TestApp> {
  const database = await freshDatabase();
  await fill(database.url);
  const deps = createDeps(testConfig(database.url, changes), replace);
  const problems: string[] = [];
  const server = createHttpServer(watchAnswers(createApp(deps), problems));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await deps.readiness.untilReady();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const app: TestApp = {
    url,
    deps,
    folder: database.folder,
    http: supertest(url),
    close: async () => {
      open.delete(app);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await deps.close();
      await database.drop();
      if (problems.length > 0)
        throw new Error(`answers the API document does not describe:\n${[...new Set(problems)].join('\n')}`);
    },
  };
  open.add(app);
  return app;
}
