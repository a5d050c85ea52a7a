import { useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';

const WHEN_QUIET_MS = 3_000;

/** Loads the other screens once the first one is quiet: they open at once then, and without the network too. */
export function useAllScreens(): void {
  const router = useRouter();
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const route of Object.values(router.routesById)) void router.loadRouteChunk(route)?.catch(() => null);
    }, WHEN_QUIET_MS);
    return () => clearTimeout(timer);
  }, [router]);
}
