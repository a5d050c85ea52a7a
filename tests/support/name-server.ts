import { createSocket } from 'node:dgram';

export type NameServer = {
  address: string;
  /** The names that were asked for, once for each family. */
  asked: string[];
  close: () => Promise<void>;
};

/** A name server on this machine that knows IPv4 addresses of some names, never answers for `silent` ones, and refuses every other. */
export async function aNameServer(known: Record<string, string>, silent: string[] = []): Promise<NameServer> {
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (question, from) => {
    const { name, end } = nameIn(question);
    asked.push(name);
    if (silent.includes(name)) return;
    const address = known[name];
    const wantsIpv4 = question.readUInt16BE(end) === 1;
    socket.send(answerTo(question, end + 4, address, wantsIpv4), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${socket.address().port}`,
    asked,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

function nameIn(question: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = question[at] ?? 0; length > 0; length = question[at] ?? 0) {
    labels.push(question.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), end: at + 1 };
}

function answerTo(question: Buffer, questionEnd: number, address: string | undefined, wantsIpv4: boolean): Buffer {
  const head = Buffer.from(question.subarray(0, questionEnd));
  // An answer, recursion offered; NXDOMAIN for names that are not known.
  head.writeUInt16BE(address === undefined ? 0x8183 : 0x8180, 2);
  const hasAddress = address !== undefined && wantsIpv4;
  head.writeUInt16BE(hasAddress ? 1 : 0, 6);
  head.writeUInt16BE(0, 8);
  head.writeUInt16BE(0, 10);
  if (!hasAddress) return head;
  const record = [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, ...address.split('.').map(Number)];
  return Buffer.concat([head, Buffer.from(record)]);
}
