import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { broughtIn } from '../../../aws/programs/brought.ts';
import { PRACTICE } from '../../../config/practice.ts';
import { programs } from '../../../scripts/preflight/programs.ts';
import type { Sight } from '../../../scripts/preflight/sight.ts';
import { kubernetesVersions, newestKubernetes } from '../../../tables/kubernetes.ts';
import { configOf } from '../../support/configs.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const TWO_BEFORE = kubernetesVersions.at(-3);
const { PATH } = process.env;
let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
  const bin = broughtIn(folder);
  mkdirSync(bin);
  const script = `#!/bin/sh\necho '{"gitVersion": "v${newestKubernetes}.2"}'\n`;
  writeFileSync(join(bin, 'kubectl'), script, { mode: 0o755 });
  process.env.PATH = `${bin}:${PATH}`;
});

// The next file's tests have the same environment.
afterEach(() => {
  process.env.PATH = PATH;
  delete process.env[PRACTICE];
});

test('a kubectl that is too far from Kubernetes fails, but for the one that practice brings along', async () => {
  const apart = { state: 'failed', says: expect.stringContaining('2 minor versions apart') };
  process.env[PRACTICE] = join(folder, 'another');
  expect(await look()).toMatchObject(apart);
  delete process.env[PRACTICE];
  expect(await look()).toMatchObject(apart);
  process.env[PRACTICE] = folder;
  expect(await look()).toMatchObject({
    state: 'passed',
    says: `kubectl ${newestKubernetes}.2`,
    note: expect.stringContaining("practice's own"),
  });
});

async function look() {
  const kubectl = programs.find(({ check }) => check === 'kubectl');
  const once = <T>(_: string, ask: () => Promise<T>) => ask();
  return kubectl?.look({ once, config: configOf({ kubernetes: TWO_BEFORE }) } as unknown as Sight);
}
