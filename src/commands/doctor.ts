import { examine } from '../tools/doctor/examine.js';
import { run } from './run.js';

// npm run doctor
await run(async (config) => {
  const findings = await examine(config);
  for (const { level, about, says } of findings) console.log(`${level.padEnd(8)} ${about.padEnd(15)} ${says}`);
  if (findings.some(({ level }) => level === 'problem')) process.exitCode = 1;
});
