import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { withLock } from '../../output/lock.ts';
import { temporaryFolder } from '../support/temporary.ts';

let lock: string;
beforeEach(() => {
  lock = join(temporaryFolder(), '.c.lock');
});

test('it is there while something is done, names its owner, and goes afterwards', () => {
  expect(withLock(lock, () => readFileSync(lock, 'utf8'))).toBe(String(process.pid));
  expect(existsSync(lock)).toBe(false);
});

test('it goes when what is done fails', () => {
  const fail = () => {
    throw new Error('no');
  };
  expect(() => withLock(lock, fail)).toThrow('no');
  expect(existsSync(lock)).toBe(false);
});

describe('a lock that is there', () => {
  test('of a process that has ended is taken over', () => {
    writeFileSync(lock, String(spawnSync('true').pid));
    expect(withLock(lock, () => 'done')).toBe('done');
  });

  test('of an earlier process with the id of this one is taken over', () => {
    writeFileSync(lock, String(process.pid));
    expect(withLock(lock, () => 'done')).toBe('done');
  });

  test('whose owner was killed before it wrote its id is taken over', () => {
    writeFileSync(lock, '');
    utimesSync(lock, 1, 1);
    expect(withLock(lock, () => 'done')).toBe('done');
  });

  test('is taken over although another process died while doing so', () => {
    writeFileSync(lock, String(spawnSync('true').pid));
    writeFileSync(`${lock}.stale`, '');
    utimesSync(`${lock}.stale`, 1, 1);
    expect(withLock(lock, () => 'done')).toBe('done');
    expect(existsSync(`${lock}.stale`)).toBe(false);
  });

  test('of a process that runs is waited for, and then told', () => {
    const other = spawn('sleep', ['60'], { stdio: 'ignore' });
    writeFileSync(lock, String(other.pid));
    expect(() => withLock(lock, () => 'done', 200)).toThrow(
      `another run (process ${other.pid}) has been writing here for 0.2 s`,
    );
    expect(existsSync(lock)).toBe(true);
    other.kill();
  });
});
