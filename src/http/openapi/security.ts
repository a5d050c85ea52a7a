import type { AccountType, AnyEndpoint } from '../endpoint.js';
import { SESSION_COOKIE } from '../session-cookie.js';

/** How callers show who they are. */
export const securitySchemes = {
  token: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description:
      'The `token` of a login as `Authorization: Bearer …`: of a customer, an employee or a delivery worker.',
  },
  key: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'fc_…',
    description:
      'The `key` that an admin made for another program, as `Authorization: Bearer fc_…`. A route names the scope that the key must have.',
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: SESSION_COOKIE,
    description:
      'The cookie that `POST /admin/login` sets. A browser may send a write with it only from this server’s own pages or an allowed origin.',
  },
} as const;

type Requirement = Partial<Record<keyof typeof securitySchemes, never[]>>;

/** The ways in, any one of which is enough; an empty one means that no credential is needed. */
export function securityOf({ access, scope }: Pick<AnyEndpoint, 'access' | 'scope'>): Requirement[] {
  if (access === 'public') return [];
  const ways: Requirement[] = access.includes('anonymous') ? [{}] : [];
  if (access.some((type) => type !== 'anonymous' && type !== 'admin')) ways.push({ token: [] });
  if (access.includes('admin')) ways.push({ session: [] });
  if (scope) ways.push({ key: [] });
  return ways;
}

const NAMES: Record<AccountType, string> = {
  anonymous: 'guests without a credential',
  customer: 'customers',
  employee: 'employees',
  worker: 'delivery workers',
  admin: 'admins',
};

/** A sentence on who may call. */
export function audienceOf({ access, scope }: Pick<AnyEndpoint, 'access' | 'scope'>): string {
  if (access === 'public') return 'Open to everybody; credentials are not looked at.';
  const callers: string[] = access.map((type) => NAMES[type]);
  if (scope) callers.push(`keys with the scope \`${scope}\``);
  return `Open to ${new Intl.ListFormat('en').format(callers)}.`;
}
