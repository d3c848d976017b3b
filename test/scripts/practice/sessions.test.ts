import { expect, test } from '@jest/globals';
import type { Environment } from '../../../scripts/practice/environment.ts';
import { openSession, type Session } from '../../../scripts/practice/session.ts';
import { Sessions } from '../../../scripts/practice/sessions.ts';

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
