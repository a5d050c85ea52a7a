import { onTestFinished } from 'vitest';
import type { AnyEndpoint } from '../../src/http/endpoint.js';

export type Message = { id: string; event: string; data: string };
export type Watch = {
  /** The messages that came, heartbeats and resumption marks aside. */
  messages: Message[];
  /** Everything as it came. */
  text: () => string;
  /** The id a client would resume from. */
  lastId: () => string;
  types: () => string[];
  closed: () => boolean;
  leave: () => void;
};

export function isStream(response: AnyEndpoint['response']): boolean {
  return 'stream' in response && response.stream === true;
}

/** The status of an address whose answer may go on for ever, and its body unless it does. */
export async function beginningOf(url: string, headers: Record<string, string>) {
  const leaving = new AbortController();
  const response = await fetch(url, { headers, signal: leaving.signal });
  const goesOn = response.headers.get('content-type')?.startsWith('text/event-stream');
  const body = goesOn ? undefined : ((await response.json()) as { error?: unknown });
  leaving.abort();
  return { status: response.status, body };
}

/** Watches a live stream, as a program of an integrator would. */
export async function watch(url: string, headers: Record<string, string>): Promise<Watch> {
  const leaving = new AbortController();
  const response = await fetch(url, { headers, signal: leaving.signal });
  if (response.status !== 200) throw new Error(`the stream was refused: ${response.status} ${await response.text()}`);
  let [text, closed] = ['', false];
  const read = async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk as Uint8Array, { stream: true });
  };
  void read()
    .catch(() => {})
    .finally(() => {
      closed = true;
    });
  onTestFinished(() => leaving.abort());
  const blocks = () => text.split('\n\n').slice(0, -1).map(parse);
  const messages = () => blocks().filter(({ data }) => data !== '');
  return {
    get messages() {
      return messages();
    },
    text: () => text,
    lastId: () => blocks().findLast(({ id }) => id !== '')?.id ?? '',
    types: () => messages().map(({ event }) => event),
    closed: () => closed,
    leave: () => leaving.abort(),
  };
}

function parse(block: string): Message {
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
  return { id: field('id'), event: field('event'), data: field('data') };
}
