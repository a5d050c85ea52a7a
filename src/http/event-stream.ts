import type { Request, Response } from 'express';

/** An answer that goes on until one of the two leaves: `attach` is handed the client's connection. */
export class StreamReply {
  readonly attach: (sink: StreamSink) => void;

  constructor(attach: (sink: StreamSink) => void) {
    this.attach = attach;
  }
}

export type StreamSink = {
  write(text: string | Buffer): void;
  buffered(): number;
  end(text: string): void;
  destroy(): void;
  onClose(listener: () => void): void;
};

/** Begins server-sent events; proxies are told to pass them on as they come. */
export function openEventStream({ attach }: StreamReply, request: Request, response: Response): void {
  response.locals['isStream'] = true;
  response.status(200).set({ 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' });
  if (request.method === 'HEAD') {
    response.end();
    return;
  }
  response.flushHeaders();
  // The end of a stream is no sign of life: express-session would take it for one, and give the session time anew.
  Reflect.deleteProperty(request, 'session');
  request.socket.setNoDelay(true);
  // A client that is cut off in the middle of a message is told by the close that follows.
  response.on('error', () => {});
  attach({
    write: (text) => void response.write(text),
    buffered: () => response.writableLength,
    end: (text) => void response.end(text),
    destroy: () => void response.destroy(),
    onClose: (listener) => void response.once('close', listener),
  });
}
