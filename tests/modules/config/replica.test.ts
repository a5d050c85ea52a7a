import { expect, test } from 'vitest';
import { readConfig } from '../../../src/config.js';

const ON_POSTGRESQL = { DATABASE_URL: 'postgresql://db/shop' };
const STANDBY = 'postgresql://standby/shop';

test('lists and reports have a replica only where one is named', () => {
  expect(readConfig(ON_POSTGRESQL).databaseReplicaUrl).toBeUndefined();
  expect(readConfig({ ...ON_POSTGRESQL, DATABASE_REPLICA_URL: '' }).databaseReplicaUrl).toBeUndefined();
  expect(readConfig({ ...ON_POSTGRESQL, DATABASE_REPLICA_URL: STANDBY }).databaseReplicaUrl).toBe(STANDBY);
});

test.each([{}, { DATABASE_URL: 'file:./data/shop.db' }])('SQLite has no replica: %j', (env) => {
  const read = () => readConfig({ ...env, DATABASE_REPLICA_URL: STANDBY });

  expect(read).toThrow(/^DATABASE_REPLICA_URL needs PostgreSQL in DATABASE_URL: SQLite has no replica$/);
});

test('a replica is PostgreSQL', () => {
  const read = () => readConfig({ ...ON_POSTGRESQL, DATABASE_REPLICA_URL: 'file:./data/copy.db' });

  expect(read).toThrow(/^DATABASE_REPLICA_URL must start with postgresql:\/\/$/);
});
