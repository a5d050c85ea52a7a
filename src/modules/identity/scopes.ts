/** What an admin can allow a key of the API to do. A route names the one that opens it; a route that names none is closed to every key. */
export const scopes = [
  'orders:read',
  'orders:write',
  'customers:read',
  'customers:write',
  'services:read',
  'services:write',
  'transit:read',
  'transit:write',
  'deliveries:read',
  'deliveries:write',
  'workers:read',
  'reports:read',
] as const;

export type Scope = (typeof scopes)[number];
