import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { postmanCollection } from './collection.js';

// npm run postman: writes the collection that integrators import. A test tells when it is out of date.
const file = fileURLToPath(new URL('../../public/postman/fabclean.postman_collection.json', import.meta.url));
mkdirSync(fileURLToPath(new URL('.', `file://${file}`)), { recursive: true });
writeFileSync(file, `${JSON.stringify(await postmanCollection(), null, 2)}\n`);
