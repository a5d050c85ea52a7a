import type { Server } from 'node:http';
import type { Deps } from '../deps.js';
import { logLast } from '../shared/logger.js';
import { beginLeaving, beginStopping } from './lifecycle.js';

/** What is still running this long after the signal is cut off, so that the process is gone within ten seconds. */
const PATIENCE_MS = 8_000;

/**
 * On SIGTERM or SIGINT: not ready, and for `STOP_DELAY_MS` still at work, so that a balancer stops sending before anything is refused;
 * a second signal ends that time. Then no new work, requests in flight are finished and answered, exit 0. An error nobody caught is
 * logged and ends the process at once the same way with exit 1: nothing is known about its state any more. So does the returned
 * function, with its reason.
 */
export function stopGracefully(server: Server, deps: Deps): (reason: string) => void {
  const { lifecycle, logger, config } = deps;
  const leave = (reason: string) => {
    if (lifecycle.leaving) return stop(0);
    beginLeaving(lifecycle);
    logger.info({ reason }, 'stopping');
    giveUpLater(0);
    if (config.stopDelayMs === 0) stop(0);
    else setTimeout(() => stop(0), config.stopDelayMs);
  };
  const stop = (exitCode: number) => {
    if (lifecycle.stopping) return;
    beginStopping(lifecycle);
    void deps.stopBackground();
    const sweep = setInterval(() => server.closeIdleConnections(), 100);
    server.close(() => {
      clearInterval(sweep);
      void end(exitCode);
    });
  };
  const end = async (exitCode: number) => {
    try {
      await deps.close();
    } catch (error) {
      logger.error({ error }, 'not everything was closed');
    }
    await logLast(logger, 'stopped');
    process.exit(exitCode);
  };
  const giveUpLater = (exitCode: number) => setTimeout(() => process.exit(exitCode), PATIENCE_MS).unref();
  process.on('SIGTERM', () => leave('SIGTERM'));
  process.on('SIGINT', () => leave('SIGINT'));
  const crash = (error: unknown) => {
    logger.fatal({ error }, 'uncaught error');
    giveUpLater(1);
    stop(1);
  };
  process.on('uncaughtException', crash);
  process.on('unhandledRejection', crash);
  return (reason) => {
    logger.fatal({ reason }, 'stopping');
    giveUpLater(1);
    stop(1);
  };
}
