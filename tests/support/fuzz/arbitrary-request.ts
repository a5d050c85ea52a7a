import fc from 'fast-check';
import { type JsonSchema, type Located, type Parameter, resolved } from '../api-document.js';
import { anything, arbitraryOf } from './arbitrary-value.js';

/** A value of a parameter: as the document has it, or the n-th id the server gave out so far. */
export type Filling = { value: unknown } | { known: number };

/** A request as it is drawn; ids that the server gives out are filled in when it is sent. */
export type DrawnRequest = {
  located: Located;
  parameters: { name: string; in: Parameter['in']; filling: Filling }[];
  body: unknown;
  /** Ids in the body, by the field that takes one. */
  knownIds: number;
  /** Mostly who may call; sometimes nobody, or somebody else. */
  caller: 'allowed' | 'nobody' | 'other';
};

/** Requests of these operations: most as the document describes them, some with one thing wrong, some with everything wrong. */
export function requestOf(operations: readonly Located[]): fc.Arbitrary<DrawnRequest> {
  return fc.constantFrom(...operations).chain((located) =>
    fc.record({
      located: fc.constant(located),
      parameters: parametersOf(located),
      body: bodyOf(located),
      knownIds: fc.nat(1_000),
      caller: fc.oneof(
        { weight: 17, arbitrary: fc.constant('allowed' as const) },
        { weight: 2, arbitrary: fc.constant('nobody' as const) },
        { weight: 1, arbitrary: fc.constant('other' as const) },
      ),
    }),
  );
}

function parametersOf({ operation }: Located): fc.Arbitrary<DrawnRequest['parameters']> {
  const drawn = (operation.parameters ?? []).map((declared) => {
    const parameter = resolved<Parameter>(declared);
    const { name, in: place } = parameter;
    const always = place === 'path' || parameter.required === true;
    return fc.option(fillingOf(parameter), { freq: always ? 40 : 1, nil: undefined }).map((filling) => {
      if (filling) return { name, in: place, filling };
      return place === 'path' ? { name, in: place, filling: { value: '0' } } : undefined;
    });
  });
  return fc.tuple(...drawn).map((parameters) => parameters.filter((parameter) => parameter !== undefined));
}

function fillingOf({ in: place, schema }: Parameter): fc.Arbitrary<Filling> {
  const documented = arbitraryOf(schema).map((value): Filling => ({ value }));
  const wrong = anything.map((value): Filling => ({ value }));
  if (place !== 'path') return fc.oneof({ weight: 6, arbitrary: documented }, { weight: 1, arbitrary: wrong });
  const known = fc.nat(1_000).map((index): Filling => ({ known: index }));
  return fc.oneof(
    { weight: 6, arbitrary: known },
    { weight: 1, arbitrary: documented },
    { weight: 1, arbitrary: wrong },
  );
}

function bodyOf({ operation }: Located): fc.Arbitrary<unknown> {
  const [media] = Object.values(operation.requestBody?.content ?? {});
  if (!media) return fc.constant(undefined);
  const documented = arbitraryOf(media.schema ?? {});
  return fc.oneof(
    { weight: 5, arbitrary: documented },
    { weight: 2, arbitrary: fc.constant(media.example) },
    { weight: 2, arbitrary: fc.tuple(fc.constant(media.example), namesOf(media.schema ?? {}), anything).map(spoil) },
    { weight: 1, arbitrary: anything },
  );
}

function namesOf(schema: JsonSchema): fc.Arbitrary<string> {
  const { properties, allOf = [] } = resolved<JsonSchema>(schema) as { properties?: object; allOf?: JsonSchema[] };
  const parts = allOf.map((part) => resolved<JsonSchema>(part)['properties'] as object | undefined);
  const names = [properties, ...parts].flatMap((part) => Object.keys(part ?? {}));
  return fc.constantFrom('__proto__', ...names);
}

function spoil([example, name, value]: [unknown, string, unknown]): unknown {
  if (typeof example !== 'object' || example === null) return value;
  return Object.fromEntries([...Object.entries(example), [name, value]]);
}
