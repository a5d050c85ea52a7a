import { type OpenApiDocument, openApiDocument } from '../http/openapi/document.js';
import { eventCatalogue } from '../modules/events/index.js';
import { webhookTest } from '../modules/webhooks/index.js';
import { audiences } from './index.js';

/** The API document of this version of the server. */
export function apiDocument(version: string): OpenApiDocument {
  return openApiDocument(audiences, [...eventCatalogue, webhookTest], { version, description: INTRODUCTION });
}

const INTRODUCTION = `FabClean follows an order of a dry-cleaning business from the counter to the factory, back to the store and out to the
customer. This document is made from the same declarations as the routes and their checks.

## Logging in

Customers, employees and delivery workers log in with JSON and get a token, which they send as \`Authorization: Bearer …\`. Admins log
in at \`POST /admin/login\` and get the session cookie. A credential that is sent must be good, also where none is needed.

## Bodies

JSON in UTF-8, at most 1 MiB. Fields the server does not know are ignored, so that a client may send back what it read: \`id\`,
\`status\`, \`total\` and the like set nothing unless the route says so. Text may hold any Unicode but control characters. On \`PUT\`
an absent field is left alone, \`null\` clears an optional one.

## Answers

Answers may grow: ignore fields you do not know. Times are ISO 8601 in UTC with milliseconds. Money is a number in major units with
as many decimals as the currency has. Every answer has an \`X-Request-Id\`: it finds the request in the server's log.

## Lists

A list is a bare array, newest first. \`X-Total-Count\` says how many records there are, and \`Link: <…>; rel="next"\` names the next
page as long as one is left. Follow it rather than make up a \`cursor\`.

## Errors

Every error has the shape of \`Error\`. Programs look at \`code\`; the sentence in \`error\` is for people. A request that is not even
HTTP is answered with 400, 408 or 431 in the same shape before it reaches a route, and so is an unknown route with 404.
On 429 and 503 wait \`Retry-After\` seconds and try again; a write that was cut off by a 503 may have happened.`;
