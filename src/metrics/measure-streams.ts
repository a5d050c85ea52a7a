import { Counter, Gauge, type Registry } from 'prom-client';
import type { EndReason } from '../modules/live/index.js';

/** Live streams of this process, and why it ended some. */
export function measureStreams(registry: Registry, count: () => number): (reason: EndReason) => void {
  new Gauge({
    name: 'fabclean_live_streams',
    help: 'Live streams open on this process',
    registers: [registry],
    collect() {
      this.set(count());
    },
  });
  const ended = new Counter({
    name: 'fabclean_live_streams_ended_total',
    help: 'Live streams that the server ended: the client was too slow, the login was over, the server stopped',
    labelNames: ['reason'],
    registers: [registry],
  });
  return (reason) => ended.inc({ reason });
}
