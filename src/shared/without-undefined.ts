type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The fields that are present: absent ones leave a record alone, `null` clears. */
export function withoutUndefined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}
