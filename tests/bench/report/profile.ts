import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { figure, markdownTable } from './cells.js';

type Profile = {
  nodes: { id: number; callFrame: { functionName: string; url: string } }[];
  samples: number[];
  timeDeltas: number[];
};

const MOST = 15;
/** Threads that wait for work are blocked inside the pool of threads. */
const WAITING = new Set(['(idle)', 'piscina']);

/** Where the CPU time of the profiled product went, by package and by folder of ours: the main thread, and the threads of pictures and passwords. */
export function profileTable(folder: string): string {
  const names = readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'));
  // CPU.<day>.<time>.<process>.<thread>.<number>.cpuprofile
  const isMain = (name: string) => name.split('.')[4] === '0';
  const rows = [
    ...shares(
      'main',
      names.filter((name) => isMain(name)).map((name) => join(folder, name)),
    ),
    ...shares(
      'others',
      names.filter((name) => !isMain(name)).map((name) => join(folder, name)),
    ),
  ];
  return markdownTable(['thread', 'where', 'seconds', 'share'], rows);
}

function shares(thread: string, paths: string[]): string[][] {
  const seconds = new Map<string, number>();
  for (const path of paths) {
    const profile = JSON.parse(readFileSync(path, 'utf8')) as Profile;
    const places = new Map(profile.nodes.map(({ id, callFrame }) => [id, placeOf(callFrame)]));
    for (const [index, id] of profile.samples.entries()) {
      const place = places.get(id) ?? '';
      if (!WAITING.has(place)) seconds.set(place, (seconds.get(place) ?? 0) + (profile.timeDeltas[index] ?? 0) / 1e6);
    }
  }
  const total = [...seconds.values()].reduce((sum, some) => sum + some, 0);
  const most = [...seconds].sort(([, a], [, b]) => b - a).slice(0, MOST);
  return most.map(([place, some]) => [thread, place, figure(some), `${Math.round((some / total) * 100)} %`]);
}

function placeOf({ functionName, url }: { functionName: string; url: string }): string {
  const packages = url.split('/node_modules/');
  if (packages.length > 1) {
    const [scope = '', name = ''] = (packages.at(-1) ?? '').split('/');
    return scope.startsWith('@') ? `${scope}/${name}` : scope;
  }
  const [, own] = url.split('/dist/');
  if (own !== undefined) return `src/${own.split('/').slice(0, 2).join('/').replace(/\.js$/, '')}`;
  if (url.startsWith('node:')) return 'Node.js';
  if (url.startsWith('wasm:')) return 'Prisma’s query compiler (wasm)';
  return functionName.startsWith('(') ? functionName : 'system calls and natives';
}
