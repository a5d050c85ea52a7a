import { textKey } from '../../shared/fold-text.js';
import { phoneKey } from '../../shared/phone.js';
import type { RowProblem } from '../imports/index.js';
import type { Meant, Said } from './meant-customers.js';

type Row = { line: number; said: Said; who: Meant };

/** The rows that mean somebody whom an earlier row of the file means; both lines are told. */
export function repeatedPeople(rows: Row[], country: string): RowProblem[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ line, said, who }) => {
    if ('column' in who) return [];
    const { names, sought } = who.known ? named(`id ${who.known.id}`) : namesOf(said, country);
    const earlier = sought.map((name) => first.get(name)).find((one) => one !== undefined);
    for (const name of names) if (!first.has(name)) first.set(name, line);
    if (earlier === undefined) return [];
    return [{ line, column: columnOf(said, who), message: `is the same as on line ${earlier}` }];
  });
}

/** By what somebody new is known to later rows, and by what an earlier one may have named them. */
type Names = { names: string[]; sought: string[] };

function namesOf({ email, name, phone }: Said, country: string): Names {
  if (name === '') return email ? named(email) : { names: [], sought: [] };
  const person = `${textKey(name)} / ${phoneKey(phone, country) || phone}`;
  const [withEmail, without] = [`with e-mail: ${person}`, `without: ${person}`];
  // Two of one name and phone with an e-mail each are two people, as at the counter; a row without one may be either.
  if (email) return { names: [email, withEmail], sought: [email, without] };
  return { names: [without], sought: [without, withEmail] };
}

function named(name: string): Names {
  return { names: [name], sought: [name] };
}

function columnOf({ id, email }: Said, { known }: Meant): string {
  if (email) return 'email';
  return known && id === known.id ? 'id' : 'name';
}
