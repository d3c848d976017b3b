import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { allFlag } from '../../scripts/shared/each-target.ts';
import { allTargets, targetFlags, targetOf } from '../../scripts/shared/target.ts';
import { temporaryFolder } from '../support/temporary.ts';

let clusters: string;
beforeEach(() => {
  clusters = join(temporaryFolder(), 'clusters');
  mkdirSync(clusters);
});
const put = (name: string, more = '') =>
  writeFileSync(
    join(clusters, `${name}.yaml`),
    `name: ${name}\nowner: dev\naccess: { from: [8.8.8.8/32] }\n${more}`,
  );
const yes = { type: 'boolean', help: '' } as const;
type Flags = { cluster?: string; region?: string; yes?: boolean };
const call = (flags: Flags) => ({
  command: { name: 'down', flags: { ...targetFlags, ...allFlag, yes } },
  flags,
});
const refusal = (flags: Flags) => () => targetOf(call(flags), clusters);

describe('a cluster whose file is gone', () => {
  test('is told of where there is no file at all', () => {
    expect(refusal({ yes: true })).toThrow(
      expect.objectContaining({
        message: `${clusters}/ holds no cluster file`,
        fix: 'a cluster whose file is gone: npm run down -- --cluster NAME --region REGION\nanother cluster file: npm run init',
      }),
    );
  });

  test('is told of where there are others', () => {
    put('anna');
    put('lea');
    expect(refusal({ cluster: 'foo' })).toThrow(
      expect.objectContaining({
        message: `there is no cluster file ${clusters}/foo.yaml; there are anna, lea`,
        fix: 'a cluster whose file is gone: npm run down -- --cluster foo --region REGION',
      }),
    );
    expect(refusal({ cluster: 'ana' })).toThrow(
      expect.objectContaining({ fix: expect.stringMatching(/^did you mean anna\?\n/) }),
    );
  });

  test('needs none with its region', () => {
    const named = { cluster: 'foo', region: 'us-west-2' };
    expect(targetOf(call(named), clusters)).toEqual({ name: 'foo', region: 'us-west-2' });
    expect(refusal({ region: 'us-west-2' })).toThrow(
      expect.objectContaining({
        fix: 'write npm run down -- --cluster NAME --region us-west-2',
      }),
    );
  });
});

test('a command that needs the file says how to get one', () => {
  const { cluster } = targetFlags;
  const up = { command: { name: 'up', flags: { cluster } }, flags: {} };
  expect(() => targetOf(up, clusters)).toThrow(
    'holds no cluster file\n    npm run init writes one',
  );
});

test('--all: clusters that are made elsewhere are left out, unless there is no other', () => {
  put('anna', 'manifestsOnly: true\n');
  expect(() => allTargets(clusters)).toThrow(
    'no cluster file is about a cluster on AWS: anna has manifestsOnly: true',
  );
  put('lea');
  expect(allTargets(clusters).map(({ name }) => name)).toEqual(['lea']);
});
