/** Headers that a browser sends with what another site made it send to the server at `url`. */
export const FOREIGN: [string, (url: string) => Record<string, string>][] = [
  ['another site', () => ({ 'Sec-Fetch-Site': 'cross-site' })],
  ['a neighbour’s subdomain', () => ({ 'Sec-Fetch-Site': 'same-site' })],
  ['metadata nobody knows', () => ({ 'Sec-Fetch-Site': 'whatever' })],
  ['a foreign origin', () => ({ Origin: 'https://evil.example' })],
  ['a foreign origin typed in by nobody', () => ({ Origin: 'https://evil.example', 'Sec-Fetch-Site': 'none' })],
  ['a foreign origin and site', () => ({ Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' })],
  ['the null origin', () => ({ Origin: 'null' })],
  ['an origin that only begins like ours', (url) => ({ Origin: `${url}.evil.example` })],
  ['another port', () => ({ Origin: 'http://127.0.0.1:1' })],
  ['no origin in the header', () => ({ Origin: 'file://' })],
  [
    'a forwarded host that no proxy of ours sent',
    () => ({
      Origin: 'https://evil.example',
      'X-Forwarded-Host': 'evil.example',
    }),
  ],
];
