import { once } from 'node:events';
import { Writable, type Duplex } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Kubelet, Where } from './kubelet.ts';
import { SpdySession, type SpdyStream } from './spdy.ts';
import { accept, refuse } from './upgrade.ts';

// Its error stream ends with a whole Status, in which the exit code is.
const PROTOCOL = 'v4.channel.k8s.io';

const LONGEST_OPENING_MS = 30_000;
const LONGEST_SIZE_MS = 200;

/** Takes a command for a container: its streams come one by one, and it begins once all are there. */
export function takeExec(
  exec: Kubelet['exec'],
  where: Where,
  asked: URLSearchParams,
  protocols: readonly string[],
  socket: Duplex,
): void {
  if (!protocols.includes(PROTOCOL)) {
    return refuse(socket, 400, `practice speaks ${PROTOCOL}, not ${protocols.join(', ')}`);
  }
  accept(socket, PROTOCOL);
  const isTerminal = asked.get('tty') === '1';
  const wanted = [
    'error',
    ...(asked.get('input') === '1' ? ['stdin'] : []),
    ...(asked.get('output') === '1' ? ['stdout'] : []),
    ...(asked.get('error') === '1' && !isTerminal ? ['stderr'] : []),
    ...(isTerminal ? ['resize'] : []),
  ];
  const streams = new Map<string, SpdyStream>();
  let hasBegun = false;
  const late = setTimeout(() => socket.destroy(), LONGEST_OPENING_MS);
  const session = new SpdySession(socket, (stream) => {
    streams.set(stream.headers.get('streamtype') ?? '', stream);
    if (hasBegun || !wanted.every((type) => streams.has(type))) return;
    hasBegun = true;
    clearTimeout(late);
    void run(exec, where, asked.getAll('command'), streams, isTerminal, socket).finally(() =>
      session.close(),
    );
  });
}

async function run(
  exec: Kubelet['exec'],
  where: Where,
  command: readonly string[],
  streams: ReadonlyMap<string, SpdyStream>,
  isTerminal: boolean,
  socket: Duplex,
): Promise<void> {
  const gone = new AbortController();
  socket.on('close', () => gone.abort());
  if (isTerminal) await firstSize(streams.get('resize'));
  const out = streams.get('stdout') ?? nowhere();
  const err = isTerminal ? out : (streams.get('stderr') ?? nowhere());
  const status = await exec(where, command, {
    input: streams.get('stdin'),
    out: isTerminal ? withReturns(out) : out,
    err: isTerminal ? withReturns(err) : err,
    gone: gone.signal,
  }).then(statusOf, refusal);
  const error = streams.get('error');
  error?.write(JSON.stringify(status));
  for (const stream of [out, err, ...streams.values()]) {
    if (!stream.writableEnded) stream.end();
  }
  await Promise.all([...streams.values()].map((stream) => sent(stream)));
}

// kubectl complains where a command has ended before it could tell how large its terminal is.
async function firstSize(resize: SpdyStream | undefined): Promise<void> {
  if (!resize) return;
  const late = AbortSignal.timeout(LONGEST_SIZE_MS);
  await once(resize, 'data', { signal: late }).catch(() => {});
}

function statusOf(code: number): object {
  if (code === 0) return { metadata: {}, status: 'Success' };
  return {
    metadata: {},
    status: 'Failure',
    message: `command terminated with exit code ${code}`,
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: String(code) }] },
  };
}

function refusal(error: unknown): object {
  const message = error instanceof Error ? error.message : String(error);
  return { metadata: {}, status: 'Failure', message, reason: 'InternalError' };
}

function nowhere(): Writable {
  return new Writable({ write: (_, __, done) => done() });
}

// A terminal that kubectl has made raw needs the carriage returned at each line's end.
function withReturns(to: Writable): Writable {
  return new Writable({
    write: (part: Buffer, _, done) =>
      void to.write(part.toString('utf8').replaceAll('\n', '\r\n'), done),
  });
}

async function sent(stream: SpdyStream): Promise<void> {
  await finished(stream, { readable: false }).catch(() => {});
}
