/** Kinds of refusals: each is a status of HTTP, but only `http` knows which. */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'notFound'
  | 'conflict'
  | 'preconditionFailed'
  | 'unprocessable'
  | 'tooLarge'
  | 'unsupportedMedia'
  | 'tooManyRequests'
  | 'headersTooLarge'
  | 'unavailable';
