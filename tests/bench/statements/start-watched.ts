import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { productSettings, root } from '../measure/targets.js';

type Built = {
  config: typeof import('../../../src/config.js');
  deps: typeof import('../../../src/deps.js');
  app: typeof import('../../../src/app.js');
  server: typeof import('../../../src/http/create-server.js');
};

/** The build in this process, with production settings, telling every SQL statement. Its background work does not run. */
export async function startWatched(databaseUrl: string, onStatement: (text: string) => void) {
  const { config, deps: wiring, app, server: http } = await built();
  const env = { ...productSettings, DATABASE_URL: databaseUrl, LOG_LEVEL: 'silent' };
  const deps = wiring.createDeps(config.readConfig(env), { onStatement: ({ query }) => onStatement(query) });
  const server = http.createHttpServer(app.createApp(deps));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await deps.readiness.untilReady();
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await deps.close();
    },
  };
}

/** As it is shipped: the sources have no worker threads to load. */
async function built(): Promise<Built> {
  const load = (path: string): Promise<unknown> => import(join(root, 'dist', path));
  return {
    config: (await load('config.js')) as Built['config'],
    deps: (await load('deps.js')) as Built['deps'],
    app: (await load('app.js')) as Built['app'],
    server: (await load('http/create-server.js')) as Built['server'],
  };
}
