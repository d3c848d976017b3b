import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { projectFile } from '../../support/processes.ts';

const actionsIn = (path: string) =>
  [...readFileSync(projectFile(path), 'utf8').matchAll(/uses: .*/g)].map(([line]) => line);

test('the workflow that init writes has the actions of our own, at the same commits', () => {
  const written = actionsIn('scripts/init/folder/clusters.yml');
  expect(written).not.toEqual([]);
  expect(actionsIn('.github/workflows/ci.yml')).toEqual(expect.arrayContaining(written));
});
