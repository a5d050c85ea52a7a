/** Which column of a table holds which field of its rows. */
export type Columns<Field extends string = string> = Readonly<Record<Field, string>>;

/** The part of these columns that holds these fields. */
export function columnsOf<Field extends string>(columns: Columns<Field>, fields: readonly Field[]): Columns<Field> {
  return Object.fromEntries(fields.map((field) => [field, columns[field]])) as Columns<Field>;
}

/** These columns as a statement lists them, of the table it calls by this name, if it gives it one. */
export function listed(columns: Columns, name?: string): string {
  return Object.values(columns)
    .map((column) => (name ? `${name}.${column}` : column))
    .join(', ');
}

/** The same fields as Prisma takes them. */
export function selected<Field extends string>(fields: readonly Field[]): { readonly [F in Field]: true } {
  return Object.fromEntries(fields.map((field) => [field, true])) as { [F in Field]: true };
}
