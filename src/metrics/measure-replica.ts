import { Counter, type Registry } from 'prom-client';

/** Where lists and reports were read, of a server that has a replica for them. */
export function measureReplica(registry: Registry): (to: 'replica' | 'primary') => void {
  const reads = new Counter({
    name: 'fabclean_replica_reads_total',
    help: 'Lists and reports by where they were read: the replica, or the primary because the replica was behind or away',
    labelNames: ['to'],
    registers: [registry],
  });
  return (to) => reads.inc({ to });
}
