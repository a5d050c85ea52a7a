/** The PostgreSQL twin of `schema.prisma`: the same models under the other provider and output folder. Throws if there is nothing to swap. */
export function derivePostgresSchema(sqliteSchema: string): string {
  return swap(
    swap(sqliteSchema, 'provider = "sqlite"', 'provider = "postgresql"'),
    '"../src/generated/sqlite"',
    '"../../src/generated/postgresql"',
  );
}

function swap(text: string, from: string, to: string): string {
  if (text.split(from).length !== 2) throw new Error(`schema.prisma must hold ${from} exactly once`);
  return text.replace(from, to);
}
