import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runProgram } from '../../support/processes.ts';
import { Watched } from './support/watched.ts';

let watched: Watched;
beforeAll(async () => {
  watched = new Watched();
  watched.writeCluster('a', 'nodes: { max: 4 }');
  const launcher = watched.path('launch/launch.cjs');
  await runProgram(process.execPath, [launcher, 'main.ts'], { cwd: watched.path('.') });
  watched.writeCluster('a', 'nodes: { max: many }');
  await watched.start();
}, 60_000);
afterAll(() => watched.stop());

test('a cluster that is mended is compared with what it was on the disk', async () => {
  expect(watched.said).toContain('nodes.max: many');
  await watched.save('clusters/a.yaml', 'max: many', 'max: 5', 'maxSize: 4 → 5');
  expect(watched.said).toContain('dist/a  the disk → now');
  expect(watched.said).not.toContain('eksctl create cluster');
  await watched.save('clusters/a.yaml', 'max: 5', 'max: 4', 'maxSize: 5 → 4');
  expect(watched.said).toContain('dist/a  before → now');
}, 60_000);
