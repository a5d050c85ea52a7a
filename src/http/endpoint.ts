import type { z } from 'zod';
import type { Deps } from '../deps.js';
import type { Actor, ActorType, Scope, TokenClaims } from '../modules/identity/index.js';
import type { Policy } from '../rate-limits/index.js';
import type { ErrorCode } from '../shared/error-catalogue.js';
import type { Resource } from './resource.js';

/** Callers who are let in for what they are. Integrations are let in for what their key allows: see `scope`. */
export type AccountType = Exclude<ActorType, 'integration'>;

/** Who may call: `public` never looks at credentials; a list names the callers let in, and everybody else is refused. */
export type Access = 'public' | readonly AccountType[];

export type Call = {
  deps: Deps;
  actor: Actor;
  /** The bearer token's claims, where the caller came with one. */
  claims: TokenClaims | undefined;
  /** Whether the credential that the caller came with would be taken again now. */
  isStillGood: () => Promise<boolean>;
  /** For the few routes that begin and end admin sessions. */
  session: SessionAccess;
};

export type SessionAccess = {
  begin(admin: { id: number; sessionVersion: number }): Promise<void>;
  end(): Promise<void>;
};

type Shape = z.ZodType | undefined;
type Parsed<S extends Shape> = S extends z.ZodType ? z.output<S> : undefined;

export type Input<P extends Shape, Q extends Shape, B extends Shape, H extends Shape> = {
  params: Parsed<P>;
  query: Parsed<Q>;
  body: Parsed<B>;
  headers: Parsed<H>;
};

/** One route as a value: routes, validation, the access matrix and the API document are all made from it. */
export type Endpoint<P extends Shape, Q extends Shape, B extends Shape, H extends Shape> = {
  method: 'get' | 'post' | 'put' | 'delete';
  path: string;
  /** Its name in the API document, verb first and for ever: generated clients call it by this. */
  operationId: string;
  summary: string;
  /** What the summary has no room for, in Markdown. */
  description?: string;
  access: Access;
  /** What a key of the API must allow for this route; without it, no key opens it. */
  scope?: Scope;
  params?: P;
  query?: Q;
  body?: B;
  /** Where callers may leave different things out: how the body of this one is read. `body` then stands in the document. */
  bodyOf?: (actor: Actor) => z.ZodType<Parsed<B>>;
  /** `text/csv` hands the body to its schema as one text (see `csvFile`); every other body is JSON. */
  bodyType?: 'text/csv';
  headers?: H;
  /** The one record this route makes, shows or changes: the answer carries its ETag, changes honour `If-Match`. */
  resource?: Resource;
  /** For routes that hand out a session: a browser may not be sent here by another site. */
  refusesCrossSite?: boolean;
  /** The older clients' sentence for an absent required field, where it is not `Missing fields`. */
  missingSentence?: string;
  /** The older clients' rule for logins: a body that is not JSON is 400 `Expected JSON`, elsewhere 415. */
  notJsonIsInvalid?: boolean;
  /** Lists and reports: the handler reads nothing but `call.deps.db`, which may then be the replica, and may run twice. */
  reads?: 'replica';
  /** Whose password it tries or chooses: it stands in the line of hashes before anything is counted. */
  hashes?: 'customers' | 'staff';
  /** How often it may be called. */
  limits?: readonly Policy[];
  /** Which of them count this call, where not all of them always do. */
  limitsFor?: (input: Input<P, Q, B, H>) => readonly Policy[];
  /** The account that a limit counts for: one name for each account, and what was typed where there is none. */
  limitedAccount?: (input: Input<P, Q, B, H>, deps: Deps) => string | Promise<string>;
  /** It moves something on, which a second request would find done and be refused: like creations, it takes an `Idempotency-Key`. */
  moves?: true;
  status: 200 | 201;
  /** The wire shape of a JSON answer; a file has its media types instead; a `stream` goes on until one of the two leaves. */
  response: z.ZodType | { file: readonly string[]; stream?: boolean };
  /** Fields that only the first answer shows: what is kept for an `Idempotency-Key` is without them. */
  toldOnce?: readonly string[];
  /** What the handler refuses with. What every route of its kind can answer, such as 401 or `Invalid fields`, is known without. */
  errors?: readonly ErrorCode[];
  handle: (input: Input<P, Q, B, H>, call: Call) => Promise<unknown>;
};

/** An endpoint as a list can hold it. */
export type AnyEndpoint = Endpoint<Shape, Shape, Shape, Shape>;

/** Whether the route creates something. */
export function creates({ method, status }: Pick<AnyEndpoint, 'method' | 'status'>): boolean {
  return method === 'post' && status === 201;
}

/** Whether a client that got no answer may safely ask again under the same `Idempotency-Key`, and would be misled by asking without. */
export function takesIdempotencyKey(declared: Pick<AnyEndpoint, 'method' | 'status' | 'moves'>): boolean {
  return creates(declared) || declared.moves === true;
}

/** Whether the route changes one record, and so only under `If-Match` where a client sends that. */
export function takesIfMatch({ method, resource }: Pick<AnyEndpoint, 'method' | 'resource'>): boolean {
  return resource !== undefined && (method === 'put' || method === 'delete');
}

/** Declares an endpoint; the handler's input is typed from its schemas. */
export function endpoint<
  P extends Shape = undefined,
  Q extends Shape = undefined,
  B extends Shape = undefined,
  H extends Shape = undefined,
>(declared: Endpoint<P, Q, B, H>): AnyEndpoint {
  return declared as unknown as AnyEndpoint;
}
