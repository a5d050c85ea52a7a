import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/** Tells the service worker which files the build made: what has to be there without the network. Fonts come when they are shown. */
export function offlineFiles(worker: string): Plugin {
  return {
    name: 'offline-files',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const script = bundle[worker];
      if (script?.type !== 'chunk') throw new Error(`the build made no ${worker}`);
      const files = Object.keys(bundle).filter((name) => /^assets\/.+\.(js|css|svg)$/.test(name));
      const list = JSON.stringify(files.toSorted().map((name) => `/portals/${name}`));
      const version = createHash('sha256').update(list).digest('hex').slice(0, 12);
      script.code = script.code.replace('__FILES', list).replace('__VERSION', JSON.stringify(version));
    },
  };
}
