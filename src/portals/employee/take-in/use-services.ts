import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { answered, api } from '../../shared/api/client.js';
import type { Service } from '../../shared/api/records.js';

const FRESH_FOR_MS = 10 * 60_000;

/** A service with the number it is typed by. */
export type Numbered = Service & { number: number };

/** What is on offer, in the order of the price list: by department, then by name. Live events say when it changes. */
export function useServices() {
  const query = useQuery({
    queryKey: ['services'],
    staleTime: FRESH_FOR_MS,
    queryFn: () => answered(api.GET('/api/services')),
  });
  const services = useMemo(() => numbered(query.data ?? []), [query.data]);
  return { ...query, services };
}

function numbered(services: Service[]): Numbered[] {
  const text = ({ category, name }: Service) => `${category ?? '\uffff'}\n${name}`;
  return services
    .filter(({ status }) => status === 'Active')
    .toSorted((one, other) => text(one).localeCompare(text(other), undefined, { numeric: true }))
    .map((service, index) => ({ ...service, number: index + 1 }));
}
