import type { Server } from 'node:http';
import type { Deps } from './deps.js';
import { beginStopping } from './http/lifecycle.js';

/** What is still running after this is cut off, so that the process is gone within ten seconds. */
const PATIENCE_MS = 8_000;

/**
 * On SIGTERM or SIGINT: not ready, no new work, requests in flight are finished and answered, then exit 0. An error nobody caught
 * is logged and ends the process the same way with exit 1: nothing is known about its state any more.
 */
export function stopGracefully(server: Server, deps: Deps): void {
  const stop = (reason: string, exitCode: number) => {
    if (deps.lifecycle.stopping) return;
    beginStopping(deps.lifecycle);
    deps.logger.info({ reason }, 'stopping');
    const sweep = setInterval(() => server.closeIdleConnections(), 100);
    const exit = () => {
      clearInterval(sweep);
      void deps.close().finally(() => {
        deps.logger.info('stopped');
        process.exit(exitCode);
      });
    };
    setTimeout(() => process.exit(exitCode), PATIENCE_MS).unref();
    server.close(exit);
  };
  process.on('SIGTERM', () => stop('SIGTERM', 0));
  process.on('SIGINT', () => stop('SIGINT', 0));
  const crash = (error: unknown) => {
    deps.logger.fatal({ error }, 'uncaught error');
    stop('uncaught error', 1);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
}
