import { connect, type TLSSocket } from 'node:tls';
import { createDeflate, constants } from 'node:zlib';
import { headerWords } from '../../../../scripts/practice/pods/kubelet/spdy-words.ts';

const FIN = 1;

/** The client's end of SPDY, as an API server speaks it to a kubelet. */
export class SpdyClient {
  private readonly packing = createDeflate({
    dictionary: headerWords,
    flush: constants.Z_SYNC_FLUSH,
  });
  private readonly received = new Map<number, string>();
  private readonly ended = new Set<number>();
  readonly pings: number[] = [];
  private rest = Buffer.alloc(0);
  private next = 1;

  private constructor(private readonly socket: TLSSocket) {
    socket.on('data', (part: Buffer) => this.take(part));
    socket.on('error', () => {});
  }

  /** Asks for an upgrade; the answer's head comes with it. */
  static async open(port: number, path: string, protocol: string): Promise<[SpdyClient, string]> {
    const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false });
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: SPDY/3.1\r\n` +
        `X-Stream-Protocol-Version: v1.other\r\nX-Stream-Protocol-Version: ${protocol}\r\n\r\n`,
    );
    const head = await new Promise<string>((resolve) => {
      socket.once('data', (part: Buffer) => resolve(part.toString()));
    });
    return [new SpdyClient(socket), head];
  }

  async stream(headers: Readonly<Record<string, string>>): Promise<number> {
    const id = this.next;
    this.next += 2;
    const words = Object.entries(headers).flat();
    const block = Buffer.concat([
      number(words.length / 2),
      ...words.map((word) => Buffer.concat([number(word.length), Buffer.from(word)])),
    ]);
    const packed = await new Promise<Buffer>((resolve) => {
      this.packing.write(block, () => resolve(this.packing.read() as Buffer));
    });
    this.control(1, Buffer.concat([number(id), number(0), Buffer.alloc(2), packed]));
    return id;
  }

  send(id: number, text: string, isLast = false): void {
    const data = Buffer.from(text);
    const flags = isLast ? FIN : 0;
    this.socket.write(Buffer.concat([number(id), number(flags * 0x1000000 + data.length), data]));
  }

  ping(id: number): void {
    this.control(6, number(id));
  }

  /** What came by a stream, once it has ended. */
  async until(id: number): Promise<string> {
    await until(() => this.ended.has(id));
    return this.received.get(id) ?? '';
  }

  /** What has come by a stream, once it holds something. */
  async holding(id: number, text: string): Promise<void> {
    await until(() => this.received.get(id)?.includes(text) ?? false);
  }

  close(): void {
    this.socket.destroy();
  }

  private control(type: number, body: Buffer): void {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(0x80030000 + type, 0);
    head.writeUInt32BE(body.length, 4);
    this.socket.write(Buffer.concat([head, body]));
  }

  private take(part: Buffer): void {
    this.rest = Buffer.concat([this.rest, part]);
    while (this.rest.length >= 8) {
      const end = 8 + (this.rest.readUInt32BE(4) & 0xffffff);
      if (this.rest.length < end) return;
      const [first, flags, body] = [
        this.rest.readUInt32BE(0),
        this.rest[4],
        this.rest.subarray(8, end),
      ];
      this.rest = this.rest.subarray(end);
      if (first === 0x80030006) this.pings.push(body.readUInt32BE(0));
      if (first >= 0x80000000) continue;
      this.received.set(first, (this.received.get(first) ?? '') + body.toString());
      if (flags === FIN) this.ended.add(first);
    }
  }
}

/** Waits until something is so. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 2));
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
