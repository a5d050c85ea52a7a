import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { answered, api } from '../../shared/api/client.js';
import type { Service } from '../../shared/api/records.js';
import { mayPass } from '../../shared/api/refusal.js';
import { keep, readKept } from '../../shared/session/store.js';

const FRESH_FOR_MS = 10 * 60_000;

/** A service with the number it is typed by. */
export type Numbered = Service & { number: number };

/** What is on offer, in the order of the price list: by department, then by name. Live events say when it changes. */
export function useServices() {
  const query = useQuery({
    queryKey: ['services'],
    staleTime: FRESH_FOR_MS,
    networkMode: 'always',
    queryFn: readServices,
  });
  const services = useMemo(() => numbered(query.data ?? []), [query.data]);
  return { ...query, services };
}

/** The price list of the server; without the network the one that was last seen here. */
async function readServices(): Promise<Service[]> {
  try {
    const services = await answered(api.GET('/api/services'));
    void keep('services', services);
    return services;
  } catch (error) {
    const kept = mayPass(error) ? await readKept<Service[]>('services') : null;
    if (kept) return kept;
    throw error;
  }
}

function numbered(services: Service[]): Numbered[] {
  const text = ({ category, name }: Service) => `${category ?? '\uffff'}\n${name}`;
  return services
    .filter(({ status }) => status === 'Active')
    .toSorted((one, other) => text(one).localeCompare(text(other), undefined, { numeric: true }))
    .map((service, index) => ({ ...service, number: index + 1 }));
}
