import { fileURLToPath } from 'node:url';
import { buildUnlessMade } from '../tools/portals/build-unless-made.js';

// Part of npm run build: makes dist/portals out of src/portals, and nothing when that is how it is.
const root = new URL('../../', import.meta.url);
const from = fileURLToPath(new URL('src/portals/', root));
await buildUnlessMade(from, fileURLToPath(new URL('dist/portals/', root)), [
  fileURLToPath(new URL('package-lock.json', root)),
  fileURLToPath(new URL('dist/tools/portals/', root)),
]);
