import { Duplex } from 'node:stream';
import { HeaderReader, type Headers, HeaderWriter } from './headers.ts';

const VERSION = 3;
const HEAD = 8;
const LARGEST_FRAME = 0xffffff;
const LARGEST_PART = 32 * 1024;
const FIN = 1;
const CANCEL = 5;

const SYN_STREAM = 1;
const SYN_REPLY = 2;
const RST_STREAM = 3;
const PING = 6;
const GOAWAY = 7;

/** One stream of a connection, with the headers that its client opened it with. */
export class SpdyStream extends Duplex {
  private isReset = false;

  constructor(
    readonly id: number,
    readonly headers: Headers,
    private readonly session: SpdySession,
  ) {
    super({ allowHalfOpen: true });
    // A client that went away is no error of ours.
    this.on('error', () => {});
  }

  override _read(): void {}

  override _write(part: Buffer, _: BufferEncoding, done: (error?: Error | null) => void): void {
    for (let at = 0; at < part.length; at += LARGEST_PART) {
      this.session.send(this.id, part.subarray(at, at + LARGEST_PART));
    }
    this.session.whenSent(done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.session.send(this.id, Buffer.alloc(0), FIN);
    this.session.whenSent(done);
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    if (!this.writableFinished && !this.isReset) this.session.reset(this.id);
    this.session.forget(this.id);
    done(error);
  }

  /** The client gave it up. */
  wasReset(): void {
    this.isReset = true;
    this.destroy();
  }
}

/** The server's end of a SPDY/3.1 connection: what Kubernetes' API server speaks to kubelets. */
export class SpdySession {
  private readonly streams = new Map<number, SpdyStream>();
  private readonly reader = new HeaderReader();
  private readonly writer = new HeaderWriter();
  private rest: Buffer = Buffer.alloc(0);
  private work: Promise<void> = Promise.resolve();

  constructor(
    private readonly socket: Duplex,
    private readonly onStream: (stream: SpdyStream) => void,
  ) {
    socket.on('data', (part: Buffer) => this.receive(part));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.end());
  }

  /** Sends data of a stream, or its end. */
  send(id: number, data: Buffer, flags = 0): void {
    const head = Buffer.alloc(HEAD);
    head.writeUInt32BE(id, 0);
    head.writeUInt32BE(flags * 0x1000000 + data.length, 4);
    this.put(Buffer.concat([head, data]));
  }

  /** Calls once what was sent so far is on its way. */
  whenSent(done: () => void): void {
    if (this.socket.destroyed || this.socket.writableLength === 0) process.nextTick(done);
    else this.socket.write(Buffer.alloc(0), () => done());
  }

  reset(id: number): void {
    const body = Buffer.alloc(8);
    body.writeUInt32BE(id, 0);
    body.writeUInt32BE(CANCEL, 4);
    this.control(RST_STREAM, body);
  }

  forget(id: number): void {
    this.streams.delete(id);
  }

  /** Ends the connection once everything is sent. */
  close(): void {
    this.socket.end();
  }

  private receive(part: Buffer): void {
    this.rest = Buffer.concat([this.rest, part]);
    while (this.rest.length >= HEAD) {
      const end = HEAD + (this.rest.readUInt32BE(4) & LARGEST_FRAME);
      if (this.rest.length < end) return;
      const frame = this.rest.subarray(0, end);
      this.rest = this.rest.subarray(end);
      // Headers are unpacked one after the other, and nothing overtakes them.
      this.work = this.work.then(() => this.take(frame)).catch(() => void this.socket.destroy());
    }
  }

  private async take(frame: Buffer): Promise<void> {
    const first = frame.readUInt32BE(0);
    const flags = frame[4] ?? 0;
    const body = frame.subarray(HEAD);
    if (first < 0x80000000) return this.data(first, flags, body);
    switch (first & 0xffff) {
      case SYN_STREAM:
        return this.open(body.readUInt32BE(0), flags, await this.reader.read(body.subarray(10)));
      case RST_STREAM:
        this.streams.get(body.readUInt32BE(0))?.wasReset();
        return;
      case PING:
        return this.control(PING, body);
      case GOAWAY:
        return;
      default:
      // Settings and windows: Kubernetes' client asks for neither.
    }
  }

  private async open(id: number, flags: number, headers: Headers): Promise<void> {
    const stream = new SpdyStream(id, headers, this);
    this.streams.set(id, stream);
    const start = Buffer.alloc(4);
    start.writeUInt32BE(id);
    this.control(SYN_REPLY, Buffer.concat([start, await this.writer.none()]));
    if (flags & FIN) stream.push(null);
    this.onStream(stream);
  }

  private data(id: number, flags: number, body: Buffer): void {
    const stream = this.streams.get(id);
    if (!stream || stream.destroyed || stream.readableEnded) return;
    if (body.length > 0) stream.push(body);
    if (flags & FIN) stream.push(null);
  }

  private control(type: number, body: Buffer): void {
    const head = Buffer.alloc(HEAD);
    head.writeUInt16BE(0x8000 | VERSION, 0);
    head.writeUInt16BE(type, 2);
    head.writeUInt32BE(body.length, 4);
    this.put(Buffer.concat([head, body]));
  }

  private put(bytes: Buffer): void {
    if (!this.socket.destroyed && !this.socket.writableEnded) this.socket.write(bytes);
  }

  private end(): void {
    for (const stream of this.streams.values()) stream.wasReset();
    this.reader.close();
    this.writer.close();
  }
}
