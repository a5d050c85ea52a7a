/** Lines as the head of a request, ended. */
export const request = (...lines: string[]) => `${lines.join('\r\n')}\r\n\r\n`;

/** What is no HTTP request, or one that two servers could read differently. */
export const NOT_HTTP: [string, string | Buffer][] = [
  ['text', 'hello there\r\n\r\n'],
  ['random bytes', Buffer.from([0x00, 0xff, 0x13, 0x37, 0x0d, 0x0a, 0x0d, 0x0a])],
  ['a TLS greeting', Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03])],
  ['an unknown version', request('GET /ping HTTP/9.9', 'Host: localhost')],
  ['a header without a colon', request('GET /ping HTTP/1.1', 'Host: localhost', 'nonsense')],
  ['a NUL in a header', request('GET /ping HTTP/1.1', 'Host: localhost', 'X-A: a\0b')],
  ['a blank before a colon', request('GET /ping HTTP/1.1', 'Host: localhost', 'X-A : b')],
  ['two lengths', request('POST /api/orders HTTP/1.1', 'Host: localhost', 'Content-Length: 5', 'Content-Length: 6')],
  ['a length that is none', request('POST /api/orders HTTP/1.1', 'Host: localhost', 'Content-Length: -1')],
  [
    'a length and chunks',
    request('POST /api/orders HTTP/1.1', 'Host: localhost', 'Content-Length: 5', 'Transfer-Encoding: chunked'),
  ],
  ['a blank in the path', request('GET /pi ng HTTP/1.1', 'Host: localhost')],
];
