import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { answered, api } from '../../shared/api/client.js';

const PAUSE_MS = 300;
const SHOWN = 8;

/** Who is found by what was typed, once the typing pauses or `now` is called: one request for one look. */
export function useCustomerSearch(text: string) {
  const typed = text.trim();
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const isWorthAsking = asked.length >= (/^\d+$/.test(asked) ? 4 : 2);
  const query = useQuery({
    queryKey: ['customers', { q: asked, limit: SHOWN }],
    enabled: isWorthAsking,
    queryFn: () => answered(api.GET('/employee/api/customers', { params: { query: { q: asked, limit: SHOWN } } })),
  });
  const isAbout = asked === typed && isWorthAsking;
  return {
    hits: isAbout ? (query.data ?? []) : [],
    isKnown: isAbout && query.isSuccess,
    cannotAsk: isAbout && (query.isPaused || query.isError),
    isSearching: typed !== '' && isWorthAsking && query.isFetching,
    error: isAbout ? query.error : null,
    now: () => setAsked(typed),
  };
}
