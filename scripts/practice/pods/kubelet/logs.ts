import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kubelet, Line, Where } from './kubelet.ts';

const PAUSE_MS = 250;

/** Answers with a container's log, by the options of `kubectl logs`. */
export async function takeLogs(
  read: Kubelet['log'],
  where: Where,
  asked: URLSearchParams,
  response: ServerResponse,
): Promise<void> {
  let log: Awaited<ReturnType<Kubelet['log']>>;
  try {
    log = await read(where, asked.get('previous') === 'true');
  } catch (error) {
    response.writeHead(400).end(error instanceof Error ? error.message : String(error));
    return;
  }
  response.writeHead(200, { 'content-type': 'text/plain' });
  const first = log();
  const hasTimes = asked.get('timestamps') === 'true';
  const limit = Number(asked.get('limitBytes') ?? Infinity);
  response.write(whole(wanted(first, asked), hasTimes).subarray(0, limit));
  if (asked.get('follow') === 'true') await follow(log, first.length, hasTimes, response);
  response.end();
}

async function follow(
  log: () => readonly Line[],
  from: number,
  hasTimes: boolean,
  response: ServerResponse,
): Promise<void> {
  for (let shown = from; !response.destroyed; await sleep(PAUSE_MS)) {
    const lines = log();
    if (lines.length > shown) response.write(whole(lines.slice(shown), hasTimes));
    shown = lines.length;
  }
}

/** The lines that `kubectl logs` asks for: the last ones, or those since a time. */
export function wanted(
  lines: readonly Line[],
  asked: URLSearchParams,
  now: Date = new Date(),
): readonly Line[] {
  const seconds = asked.get('sinceSeconds');
  const time = asked.get('sinceTime');
  const since = Math.max(
    seconds === null ? 0 : now.getTime() - Number(seconds) * 1000,
    time === null ? 0 : Date.parse(time),
  );
  const recent = lines.filter(({ at }) => at.getTime() >= since);
  const last = asked.get('tailLines');
  return last === null ? recent : recent.slice(Math.max(0, recent.length - Number(last)));
}

function whole(lines: readonly Line[], hasTimes: boolean): Buffer {
  const written = lines.map(({ at, text }) => `${hasTimes ? `${at.toISOString()} ` : ''}${text}\n`);
  return Buffer.from(written.join(''));
}
