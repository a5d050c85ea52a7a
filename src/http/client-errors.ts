import { randomUUID } from 'node:crypto';
import { type Server, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ErrorCode } from '../shared/error-catalogue.js';

const ANSWERS: Record<string, [status: number, error: string, code: ErrorCode]> = {
  HPE_HEADER_OVERFLOW: [431, 'Request headers are too large', 'request.headers_too_large'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'Request took too long', 'request.timeout'],
};

/** Requests that are not even HTTP never reach Express: they get the contract's error shape here, and the connection is closed. */
export function answerClientErrors(server: Server): void {
  // Node would answer an unknown Expect header itself, in plain text; HTTP lets a server ignore it (RFC 9110, 10.1.1).
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    if (!socket.writable || error.code === 'ECONNRESET') {
      socket.destroy();
      return;
    }
    const [status, sentence, code] = ANSWERS[error.code ?? ''] ?? [400, 'Malformed request', 'request.malformed'];
    const requestId = randomUUID();
    const body = JSON.stringify({ error: sentence, code, requestId });
    socket.end(
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json; charset=utf-8\r\n` +
        `Content-Length: ${Buffer.byteLength(body)}\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nX-Request-Id: ${requestId}\r\nConnection: close\r\n\r\n${body}`,
    );
  });
}
