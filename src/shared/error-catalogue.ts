import type { ErrorKind } from './error-kind.js';

/** `timeout` and `internal` are told by the server itself: nothing throws them as an `AppError`. */
type Entry = { kind: ErrorKind | 'timeout' | 'internal'; sentence: string; when: string };

/**
 * Every code an error can carry, with its kind, the sentence that goes with it, and when it is told. A sentence with `<…>` names
 * something of the request. The API document is made from this, and an `AppError` cannot be made with any other code.
 */
export const errorCatalogue = {
  'request.missing_fields': {
    kind: 'invalid',
    sentence: 'Missing fields',
    when: 'A required field is absent, null or blank; `details` names every problem.',
  },
  'request.invalid_fields': {
    kind: 'invalid',
    sentence: 'Invalid fields: name must be at most 100 characters',
    when: 'A field or parameter has a value that is not allowed; `details` names every problem, and the sentence the first.',
  },
  'request.contradiction': {
    kind: 'invalid',
    sentence: 'A batch is received with all its orders: leave out order_ids, and report what is not there as missing',
    when: 'The body says something that the route does not do, such as a list of some orders where all are moved.',
  },
  'request.malformed_json': { kind: 'invalid', sentence: 'Expected JSON', when: 'The body is not well-formed JSON.' },
  'request.not_json': {
    kind: 'invalid',
    sentence: 'Expected JSON',
    when: 'The body is not UTF-8, or that of a login is not JSON.',
  },
  'request.not_csv': {
    kind: 'invalid',
    sentence: 'The file is not UTF-8',
    when: 'The file is in another charset than it was sent with; the detail names the first line.',
  },
  'request.malformed': {
    kind: 'invalid',
    sentence: 'Malformed request',
    when: 'The request breaks the rules of HTTP, such as a path with a broken escape.',
  },
  'request.too_large': {
    kind: 'tooLarge',
    sentence: 'Request body is too large',
    when: 'The body is longer than 1 MiB, or a CSV file than 2 MiB.',
  },
  'request.unsupported_media': {
    kind: 'unsupportedMedia',
    sentence: 'Expected JSON',
    when: 'The body has another content type, charset or encoding than the route takes: JSON, or CSV, in UTF-8.',
  },
  'request.headers_too_large': {
    kind: 'headersTooLarge',
    sentence: 'Request headers are too large',
    when: 'The headers are longer than 16 KiB.',
  },
  'request.timeout': { kind: 'timeout', sentence: 'Request took too long', when: 'The request came in too slowly.' },
  'route.not_found': { kind: 'notFound', sentence: 'Not found', when: 'There is no such route.' },
  'auth.required': {
    kind: 'unauthenticated',
    sentence: 'Authentication required',
    when: 'No credential was sent, or the session is over. Routes of admins alone say `Unauthorized`.',
  },
  'auth.invalid_token': {
    kind: 'unauthenticated',
    sentence: 'Invalid or expired token',
    when: 'The bearer token or key is malformed, expired or ended.',
  },
  'auth.login_over': {
    kind: 'unauthenticated',
    sentence: 'Log in again',
    when: 'The login is too long ago for its tokens to be renewed.',
  },
  'auth.invalid_credentials': {
    kind: 'unauthenticated',
    sentence: 'Invalid credentials',
    when: 'Unknown account, wrong password and blocked account alike.',
  },
  'auth.wrong_role': { kind: 'forbidden', sentence: 'Forbidden', when: 'The caller is known, and not let in here.' },
  'auth.scope_missing': {
    kind: 'forbidden',
    sentence: 'Forbidden',
    when: 'The key has not the scope of this route, or no key opens it; `details` says which.',
  },
  'auth.cross_site': {
    kind: 'forbidden',
    sentence: 'Forbidden',
    when: 'Another site made a browser send this with its session cookie.',
  },
  'customer.email_taken': {
    kind: 'invalid',
    sentence: 'Email exists',
    when: 'The e-mail is the login of another customer.',
  },
  'customer.not_found': { kind: 'notFound', sentence: 'Customer not found', when: 'There is no such customer.' },
  'customer.merged': {
    kind: 'notFound',
    sentence: 'Customer was merged into customer 7',
    when: 'The record was merged into another of the same person; `details` names it.',
  },
  'customer.erased': {
    kind: 'conflict',
    sentence: 'Customer was deleted: nothing about them can be written down',
    when: 'The customer was erased; free text about them is refused.',
  },
  'order.unknown_customer': {
    kind: 'invalid',
    sentence: 'Unknown customer',
    when: '`customerId` is no customer, or was merged into another; `details` says which.',
  },
  'order.not_found': { kind: 'notFound', sentence: 'Order not found', when: 'There is no such order.' },
  'order.client_id_taken': {
    kind: 'conflict',
    sentence: 'Another order was placed with this clientId',
    when: 'The `clientId` is that of an order which the caller may not see, or of one with other services.',
  },
  'order.ambiguous': {
    kind: 'conflict',
    sentence: 'More than one order is meant by INV-1042: name it by its id',
    when: 'A ticket of the older server, or a tag that reads like one, fits several orders; `details` names each by its id. Told to staff.',
  },
  'order.not_yours': { kind: 'forbidden', sentence: 'Unauthorized', when: 'The order belongs to another customer.' },
  'order.email_mismatch': {
    kind: 'unauthenticated',
    sentence: 'Unauthorized (email mismatch)',
    when: '`email` is not the address of the caller.',
  },
  'order.unknown_services': {
    kind: 'invalid',
    sentence: 'One or more services are invalid',
    when: 'A service does not exist or is inactive; `details` names each.',
  },
  'order.illegal_move': {
    kind: 'invalid',
    sentence: 'Order cannot move from <A> to <B>',
    when: 'The life of an order has no such step.',
  },
  'order.in_open_batch': {
    kind: 'invalid',
    sentence: 'Order cannot move from <A> to <B>',
    when: 'The order is in an open transit batch and moves only with it.',
  },
  'order.in_open_delivery': {
    kind: 'conflict',
    sentence: 'Order has an open delivery',
    when: 'The order has an open delivery, which has to end first.',
  },
  'order.missing': {
    kind: 'invalid',
    sentence: 'Order is missing: say first where it was found',
    when: 'Staff look for the order; until it is found it moves nowhere and goes into no batch.',
  },
  'order.not_missing': {
    kind: 'invalid',
    sentence: 'Order is not missing',
    when: 'Nobody looks for the order, or somebody found it already.',
  },
  'order.outrun': {
    kind: 'conflict',
    sentence: 'Order was moved at the same moment: look at it again',
    when: 'Somebody else moved the order at the same moment.',
  },
  'order.nothing_to_take_back': {
    kind: 'conflict',
    sentence: 'Nothing to take back',
    when: 'The order made no step yet, or its last one was taken back already.',
  },
  'order.not_your_step': {
    kind: 'forbidden',
    sentence: 'Only an admin can take back what somebody else did',
    when: 'Another colleague, a driver or an admin made the last step.',
  },
  'order.step_too_old': {
    kind: 'forbidden',
    sentence: 'Only an admin can take back what was done more than 15 minutes ago',
    when: 'The last step is the caller’s own, and too long ago.',
  },
  'order.step_of_batch': {
    kind: 'conflict',
    sentence: 'Transit batch <transitId> made this step: it is not taken back for one order',
    when: 'The last step was that of a transit batch and all its orders.',
  },
  'order.driver_gone': {
    kind: 'conflict',
    sentence: 'The driver of this delivery does not work here any more',
    when: 'The step ended a delivery, which nobody could go on with.',
  },
  'order.too_late': {
    kind: 'conflict',
    sentence: 'Order can no longer be changed',
    when: 'The order has left the counter or is in an open batch. Deletion says `Order can no longer be deleted`.',
  },
  'tracking.not_found': { kind: 'notFound', sentence: 'Order not found', when: 'No order has this tracking token.' },
  'service.not_found': { kind: 'notFound', sentence: 'Service not found', when: 'There is no such service.' },
  'service.id_taken': {
    kind: 'conflict',
    sentence: 'Service id exists',
    when: 'Another service has this id, or one that was deleted had it.',
  },
  'search.too_broad': {
    kind: 'invalid',
    sentence: 'Search text matches too much: type more of it',
    when: 'The search text would find more records than a search goes through.',
  },
  'transit.not_found': { kind: 'notFound', sentence: 'Transit batch not found', when: 'There is no such batch.' },
  'transit.order_not_found': {
    kind: 'notFound',
    sentence: 'Order <id> not found',
    when: 'One of the orders does not exist; nothing was put into a batch.',
  },
  'transit.order_in_open_batch': {
    kind: 'invalid',
    sentence: 'A store to factory transit for one or more of these orders is already in progress.',
    when: 'One of the orders is in an open batch already. The way back says `A factory to store transit for …`.',
  },
  'transit.illegal_move': {
    kind: 'invalid',
    sentence: 'Transit can only be initiated from PENDING state',
    when: 'The batch is in another state than this step begins in; the sentence names the right one.',
  },
  'transit.not_in_batch': {
    kind: 'invalid',
    sentence: 'Order k3f9a2xz is not in this batch',
    when: 'The batch does not list the order, or it left the batch already.',
  },
  'transit.too_many_orders': {
    kind: 'invalid',
    sentence: 'A batch holds at most 200 orders',
    when: 'The batch would hold more orders than it may.',
  },
  'transit.too_heavy': {
    kind: 'invalid',
    sentence: 'Too many lines and notes for one batch',
    when: 'The orders of the batch together would make an answer of more than about 4 MB: put fewer into one.',
  },
  'delivery.not_found': { kind: 'notFound', sentence: 'Delivery not found', when: 'There is no such delivery.' },
  'delivery.not_yours': { kind: 'forbidden', sentence: 'Forbidden', when: 'The delivery is another worker’s.' },
  'delivery.order_taken': {
    kind: 'conflict',
    sentence: 'Order already has an open delivery',
    when: 'The order has an open delivery.',
  },
  'delivery.too_late': {
    kind: 'conflict',
    sentence: 'Delivery can no longer be changed',
    when: 'The delivery is over. Deletion says `Delivery can no longer be deleted`, also once somebody left with the order.',
  },
  'delivery.illegal_move': {
    kind: 'invalid',
    sentence: 'Can only start a delivery that is pending',
    when: 'The delivery is in another state than this step begins in; the sentence names the right one.',
  },
  'scan.ambiguous_email': {
    kind: 'invalid',
    sentence: 'This customer has more than one open order: scan the order itself',
    when: 'The customer with this e-mail has no open order, or several.',
  },
  'scan.outrun': {
    kind: 'conflict',
    sentence: 'Order was moved at the same moment: scan it again',
    when: 'Somebody else moved the order at the same moment.',
  },
  'stream.too_many': {
    kind: 'tooManyRequests',
    sentence: 'Too many streams',
    when: 'The account has ten live streams open on this process.',
  },
  'stream.full': {
    kind: 'unavailable',
    sentence: 'No stream is free',
    when: 'This process has 5,000 live streams open, or is stopping.',
  },
  'webhook.not_found': { kind: 'notFound', sentence: 'Webhook not found', when: 'There is no such webhook.' },
  'webhook.too_many': {
    kind: 'conflict',
    sentence: 'There are too many webhooks',
    when: 'There are 50 webhooks already.',
  },
  'webhook.rotated_meanwhile': {
    kind: 'conflict',
    sentence: 'The secret was rotated at the same moment',
    when: 'Somebody else rotated the secret while this request was on its way; only theirs counts.',
  },
  'webhook.delivery_not_found': {
    kind: 'notFound',
    sentence: 'Webhook delivery not found',
    when: 'The webhook has no such delivery.',
  },
  'webhook.under_way': {
    kind: 'conflict',
    sentence: 'An attempt is under way',
    when: 'The event is being sent at this moment; ask again when that is over.',
  },
  'worker.not_found': { kind: 'notFound', sentence: 'Worker not found', when: 'There is no such worker.' },
  'worker.email_taken': { kind: 'invalid', sentence: 'Email exists', when: 'Another worker has this e-mail.' },
  'worker.has_open_delivery': {
    kind: 'conflict',
    sentence: 'Worker has an open delivery',
    when: 'The worker’s open deliveries have to end first.',
  },
  'api_key.not_found': { kind: 'notFound', sentence: 'API key not found', when: 'There is no such key.' },
  'user.not_found': { kind: 'notFound', sentence: 'User not found', when: 'There is no such admin account.' },
  'user.email_taken': { kind: 'invalid', sentence: 'Email exists', when: 'Another admin account has this e-mail.' },
  'user.username_taken': {
    kind: 'invalid',
    sentence: 'Username exists',
    when: 'Another admin account has this username.',
  },
  'user.last_admin': {
    kind: 'conflict',
    sentence: 'The last admin cannot be deleted',
    when: 'Without this account nobody could log in any more.',
  },
  'import.bad_rows': {
    kind: 'invalid',
    sentence: 'Some rows cannot be imported: nothing was written',
    when: '`details` names every row and why.',
  },
  'import.outrun': {
    kind: 'conflict',
    sentence: 'A record was changed at the same moment: import the file again',
    when: 'Somebody changed a record of the file at the same moment.',
  },
  'limit.exceeded': {
    kind: 'tooManyRequests',
    sentence: 'Too many requests',
    when: 'A limit is used up; `Retry-After` says when to try again.',
  },
  'precondition.failed': {
    kind: 'preconditionFailed',
    sentence: 'The record was changed meanwhile: read it again',
    when: 'The record is not what `If-Match` says any more.',
  },
  'idempotency.other_request': {
    kind: 'unprocessable',
    sentence: 'This key was used for another request',
    when: 'The `Idempotency-Key` came with another request before.',
  },
  'idempotency.in_progress': {
    kind: 'conflict',
    sentence: 'A request with this key is still under way',
    when: 'The same request is being carried out: ask again for its answer.',
  },
  'idempotency.answer_not_kept': {
    kind: 'conflict',
    sentence: 'Done before; its answer was too large to keep',
    when: 'The request was carried out before, and its answer cannot be told again.',
  },
  'server.busy': {
    kind: 'unavailable',
    sentence: 'Too many logins at once',
    when: 'More work that takes long (hashing, drawing) waits than will be done soon; the sentence names which.',
  },
  'server.error': {
    kind: 'internal',
    sentence: 'Internal server error',
    when: 'A fault of the server; what happened is in its log under the request id.',
  },
  'server.not_ready': {
    kind: 'unavailable',
    sentence: 'The server is starting',
    when: 'The server takes no work yet; the sentence says why.',
  },
  'server.overloaded': {
    kind: 'unavailable',
    sentence: 'Too many requests at once',
    when: 'The request would have waited too long for its turn; nothing was done.',
  },
  'server.unread': {
    kind: 'unavailable',
    sentence: 'Too many answers are unread',
    when: 'The client leaves so much of earlier answers unread that it gets no more; nothing was done.',
  },
  'server.stopping': { kind: 'unavailable', sentence: 'The server is stopping', when: 'The server is shutting down.' },
  'database.unavailable': {
    kind: 'unavailable',
    sentence: 'The database is not available',
    when: 'The database cannot be reached or is too busy. A write may or may not have happened.',
  },
  'redis.unavailable': {
    kind: 'unavailable',
    sentence: 'Redis is not available',
    when: 'Redis, where sessions and limits on failures are kept, cannot be reached. Nobody is let in or logged out.',
  },
} as const satisfies Record<string, Entry>;

export type ErrorCode = keyof typeof errorCatalogue;

export const allErrorCodes = Object.keys(errorCatalogue) as ErrorCode[];
