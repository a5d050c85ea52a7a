import type { Db } from '../../db/client.js';
import type { Word } from './ids-by-terms.sql.js';
import { type NamedService, namedServices } from './named-services.sql.js';
import { termsOfTexts } from './terms.js';

/** For each word the services whose name or category it finds, and how many order lines name those. */
export async function servicesByWords(db: Db, words: readonly Word[]): Promise<{ ids: string[]; uses: number }[]> {
  const services = (await namedServices(db)).filter(({ uses }) => uses > 0);
  const known = services.map((service) => ({ service, terms: [...termsOfTexts(textsOf(service))] }));
  return words.map((word) => {
    const named = known.filter(({ terms }) =>
      terms.some((term) => word.some(({ gte, lt }) => term >= gte && term < lt)),
    );
    return {
      ids: named.map(({ service }) => service.id),
      uses: named.reduce((sum, { service }) => sum + service.uses, 0),
    };
  });
}

function textsOf({ name, category }: NamedService): string[] {
  return category ? [name, category] : [name];
}
