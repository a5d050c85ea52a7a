import { useQuery } from '@tanstack/react-query';
import { answered, answeredWith, api } from '../../shared/api/client.js';

/** One order as it is now, with the tag by which a change tells that nobody else changed it meanwhile. */
export function useOrder(id: string) {
  return useQuery({
    queryKey: ['order', id, 'record'],
    queryFn: async () => {
      const read = api.GET('/employee/api/orders/{id}', { params: { path: { id } } });
      const { data, response } = await answeredWith(read);
      return { order: data, tag: response.headers.get('ETag') };
    },
  });
}

/** What happened to it, the newest first. */
export function useTimeline(id: string) {
  return useQuery({
    queryKey: ['order', id, 'timeline'],
    queryFn: async () => {
      const entries = await answered(api.GET('/api/orders/{id}/timeline', { params: { path: { id } } }));
      return entries.toReversed();
    },
  });
}
