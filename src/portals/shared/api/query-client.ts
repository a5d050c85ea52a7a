import { QueryClient } from '@tanstack/react-query';
import { mayPass } from './refusal.js';

const FRESH_FOR_MS = 15_000;

/** What was read, kept while it is fresh; live events say earlier that it is not. A refusal is an answer: only silence is asked again. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: FRESH_FOR_MS,
      retry: (failures, error) => failures < 2 && mayPass(error),
      retryDelay: (failures) => 500 * 2 ** failures,
    },
    mutations: { retry: false },
  },
});
