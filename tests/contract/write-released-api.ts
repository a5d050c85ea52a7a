import { writeFileSync } from 'node:fs';
import { apiDemands, apiSurface } from '../support/api-surface.js';

// npm run openapi:release: from now on nothing of the API as it is may vanish.
const lines = [...apiSurface(), ...apiDemands()].toSorted();
writeFileSync(new URL('./released-api.txt', import.meta.url), `${lines.join('\n')}\n`);
