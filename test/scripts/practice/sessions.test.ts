import { expect, test } from '@jest/globals';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import type { Environment } from '../../../scripts/practice/environment.ts';
import { runningSession } from '../../../scripts/practice/front.ts';
import { openSession, type Session } from '../../../scripts/practice/session.ts';
import { Sessions } from '../../../scripts/practice/sessions.ts';
import { stateFolder, writeState } from '../../../scripts/practice/state.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const ready: Environment = { variables: {}, path: '/practice/bin', programs: [] };

async function begun(): Promise<{ sessions: Sessions; enter: () => Promise<Session> }> {
  const sessions = new Sessions('secret');
  const state = { pid: process.pid, port: await sessions.listen(), secret: 'secret', since: '' };
  sessions.tell({ ready });
  return { sessions, enter: async () => (await openSession(state, 'enter'))! };
}

test('whoever is in practice hears why it ended', async () => {
  const { sessions, enter } = await begun();
  const session = await enter();
  expect(await session.told).toEqual({ ready });
  sessions.tell({ failed: 'aws ended by SIGKILL' });
  sessions.close();
  expect(await session.over).toBe('aws ended by SIGKILL');
});

test('whoever comes to one that is ending is told nothing, and begins another', async () => {
  const { sessions, enter } = await begun();
  sessions.fallSilent();
  const session = await enter();
  setTimeout(() => sessions.close(), 50);
  expect([await session.told, await session.over]).toEqual([undefined, undefined]);
});

test.each([
  ['says something else', process.pid, 'SSH-2.0-OpenSSH_9.9\n'],
  ['says nothing', 2 ** 30, ''],
])('a port that is now of a program that %s is not taken for practice', async (_, pid, says) => {
  const server = createServer((socket) => socket.on('error', () => {}).write(says));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  process.env.XDG_STATE_HOME = temporaryFolder();
  mkdirSync(stateFolder(), { recursive: true });
  const { port } = server.address() as AddressInfo;
  writeState(stateFolder(), { pid, port, secret: '', since: '' });
  const session = await runningSession('enter');
  expect(await session?.told).toBeUndefined();
  server.close();
});
