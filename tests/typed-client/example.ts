import createClient from 'openapi-fetch';
import type { paths } from '../../src/portals/shared/api/fabclean.js';

/** What an integrator writes on the first afternoon: names, fields and answers are checked by the compiler. */
export async function orderSomething(
  baseUrl: string,
  email: string,
): Promise<{ id: string; status: string; total: number }> {
  const api = createClient<paths>({ baseUrl });
  const { data: services = [] } = await api.GET('/api/services');
  const { data: placed, error } = await api.POST('/api/orders', {
    body: {
      customerName: 'Asha Rao',
      customerEmail: email,
      customerPhone: '+919800000001',
      items: services.slice(0, 2).map(({ id }) => ({ serviceId: id, quantity: 2 })),
    },
  });
  if (!placed) throw new Error(`${error.code}: ${error.error}`);
  const { data: tracked } = await api.GET('/api/track/{trackingToken}', {
    params: { path: { trackingToken: placed.trackingToken } },
  });
  return { id: placed.order.id, status: tracked?.status ?? 'unknown', total: placed.order.total };
}

/** Mistakes that the compiler finds. */
export async function mistakes(baseUrl: string): Promise<void> {
  const api = createClient<paths>({ baseUrl });
  // @ts-expect-error There is no such route.
  await api.GET('/api/nothing');
  // @ts-expect-error The e-mail is required.
  await api.GET('/api/orders');
}
