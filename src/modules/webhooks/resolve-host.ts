import { Resolver } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import { isIP } from 'node:net';
import { isNameOfThisMachine } from './target-policy.js';

/** A name server that has not answered by then does not know the name, as far as an attempt is concerned. */
const LIMIT_MS = 5_000;
/** How long a name that could not be resolved is not asked for again. */
const FAILURE_KEPT_MS = 10_000;
const MOST_FAILURES = 1_000;

const THIS_MACHINE: Address[] = [
  { address: '127.0.0.1', family: 4 },
  { address: '::1', family: 6 },
];

export type Address = { address: string; family: number };
export type ResolveHost = (host: string) => Promise<Address[]>;

type Options = { limitMs?: number; failureKeptMs?: number; servers?: string[]; hostsFile?: string };

/**
 * Resolves names for webhooks without `getaddrinfo`: that runs in the few threads which connections to the database and to Redis need
 * too, and nobody can stop it. The hosts file comes first, then the name servers of this machine. Each name is asked for once at a
 * time and cut off after `limitMs`; a failure is remembered for `failureKeptMs`. Rejects with the `code` of the resolver.
 */
export function createHostResolver(options: Options = {}): ResolveHost {
  const { limitMs = LIMIT_MS, failureKeptMs = FAILURE_KEPT_MS, servers, hostsFile = '/etc/hosts' } = options;
  const underWay = new Map<string, Promise<Address[]>>();
  const failures = new Map<string, { error: unknown; until: number }>();

  const look = async (name: string): Promise<Address[]> => {
    const known = await readHosts(hostsFile, name);
    if (known.length > 0) return known;
    if (isNameOfThisMachine(name)) return THIS_MACHINE;
    return askServers(name, limitMs, servers);
  };
  const lookAndRemember = async (name: string): Promise<Address[]> => {
    try {
      return await look(name);
    } catch (error) {
      if (failures.size >= MOST_FAILURES) failures.clear();
      failures.set(name, { error, until: performance.now() + failureKeptMs });
      throw error;
    } finally {
      underWay.delete(name);
    }
  };
  return async (host) => {
    const name = host.toLowerCase().replace(/\.+$/, '');
    const failed = failures.get(name);
    if (failed && failed.until > performance.now()) throw failed.error;
    failures.delete(name);
    const found = underWay.get(name) ?? lookAndRemember(name);
    underWay.set(name, found);
    return found;
  };
}

/** All addresses of both families that were told in time. One family without addresses is no failure. */
async function askServers(name: string, limitMs: number, servers: string[] | undefined): Promise<Address[]> {
  const resolver = new Resolver({ timeout: limitMs, tries: 1 });
  if (servers) resolver.setServers(servers);
  const timer = setTimeout(() => resolver.cancel(), limitMs);
  const [four, six] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
  clearTimeout(timer);
  const addresses = [
    ...(four.status === 'fulfilled' ? four.value.map((address) => ({ address, family: 4 })) : []),
    ...(six.status === 'fulfilled' ? six.value.map((address) => ({ address, family: 6 })) : []),
  ];
  if (addresses.length > 0) return addresses;
  throw four.status === 'rejected' ? four.reason : noAddress();
}

function noAddress(): Error {
  return Object.assign(new Error('The name has no address'), { code: 'ENOTFOUND' });
}

/** The addresses that the hosts file has for a name; none where there is no such file. */
async function readHosts(file: string, name: string): Promise<Address[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const addresses: Address[] = [];
  for (const line of text.split('\n')) {
    const [address = '', ...names] = line.replace(/#.*/, '').trim().toLowerCase().split(/\s+/);
    const family = isIP(address);
    if (family !== 0 && names.includes(name)) addresses.push({ address, family });
  }
  return addresses;
}
