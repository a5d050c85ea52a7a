import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';

/** A factory that hands out `connection`, already inside our transaction, runs scripts by `executeScript`, and does not let its user close it. */
export function ownConnection(
  factory: SqlMigrationAwareDriverAdapterFactory,
  connection: SqlDriverAdapter,
  executeScript: (script: string) => Promise<void>,
): SqlMigrationAwareDriverAdapterFactory {
  const kept: SqlDriverAdapter = {
    provider: connection.provider,
    adapterName: connection.adapterName,
    queryRaw: (query) => connection.queryRaw(query),
    executeRaw: (query) => connection.executeRaw(query),
    executeScript,
    startTransaction: () => {
      throw new Error('migrations already run inside one transaction');
    },
    getConnectionInfo: () => connection.getConnectionInfo?.() ?? { supportsRelationJoins: false },
    dispose: async () => {},
  };
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => kept,
    connectToShadowDb: () => factory.connectToShadowDb(),
  };
}
