import { execute, seededDatabase } from './raw-database.js';
import { productionEnvironment, runProgram } from './server-process.js';

const { ADMIN_PASSWORD: _, ...secrets } = productionEnvironment;
export const SECRETS = secrets;

/** Settings that the doctor has nothing to say of. */
export const WHOLE = {
  ...SECRETS,
  TRUST_PROXY: '1',
  METRICS_TOKEN: 'the token of the metrics',
  CORS_ORIGINS: 'https://a.example',
};

/** What `npm run doctor` prints in this environment. */
export async function examine(folder: string, env: Record<string, string>) {
  const { code, stdout, stderr } = await runProgram('commands/doctor', folder, env);
  const found = (level: string) =>
    stdout
      .split('\n')
      .filter((line) => line.startsWith(level))
      .map((line) => line.slice(9));
  return { code, stdout, stderr, warnings: found('warning'), problems: found('problem') };
}

/** As production finds it: without the worker that development makes. */
export async function aShop(on: 'sqlite' | 'postgresql') {
  const { url, folder } = await seededDatabase(on);
  await execute(url, 'DELETE FROM workers');
  return { url, folder, env: { ...WHOLE, DATABASE_URL: url } };
}
