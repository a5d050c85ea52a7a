import type { Server } from 'node:http';
import { createApp } from './app.js';
import type { Config } from './config.js';
import type { ServingLock } from './db/sqlite/serving-lock.js';
import { createDeps, type Deps } from './deps.js';
import { createHttpServer } from './http/create-server.js';
import { keepLock } from './process/keep-lock.js';
import { stopGracefully } from './process/stop-gracefully.js';

export type Serving = { url: string; deps: Deps };

/**
 * Listens, and takes work as soon as the database is known to be right. Stops gracefully on SIGTERM and SIGINT, and when another server
 * has taken `lock`.
 */
export async function serve(config: Config, lock: ServingLock | null): Promise<Serving> {
  const deps = createDeps(config);
  const server = createHttpServer(createApp(deps));
  const fail = stopGracefully(server, deps);
  if (lock) keepLock(lock, fail);
  if (config.barcodeDir !== undefined) {
    deps.logger.warn(
      'BARCODE_DIR is not used any more: barcodes are drawn when asked for, and its folder can be deleted',
    );
  }
  await listen(server, config);
  const url = urlOf(server, config.host);
  deps.logger.info({ url, database: deps.provider }, 'listening');
  await deps.readiness.untilReady();
  deps.startBackground();
  return { url, deps };
}

function listen(server: Server, config: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(config.port, config.host, resolve);
  });
}

function urlOf(server: Server, host: string | undefined): string {
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : '';
  return `http://${host ?? 'localhost'}:${port}`;
}
