import type { Writer } from './writer.js';

/** The writer for as long as `refuse` does not throw: what is left of a transaction must not write into the next one on its connection. */
export function guarded(writer: Writer, refuse: () => void): Writer {
  const guard =
    <Given extends unknown[], T>(send: (...given: Given) => Promise<T>) =>
    async (...given: Given): Promise<T> => {
      refuse();
      return send(...given);
    };
  return { ...writer, all: guard(writer.all), change: guard(writer.change), insert: guard(writer.insert) };
}
