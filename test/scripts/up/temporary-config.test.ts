import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { clusterConfig } from '../../../eksctl/cluster-config.ts';
import { withTemporaryConfig } from '../../../scripts/up/temporary-config.ts';
import { configOf } from '../../support/configs.ts';

test('a temporary ClusterConfig is there while it is worked with, and gone however that ends', async () => {
  const config = clusterConfig(configOf());
  const read = (file: string) => parse(readFileSync(file, 'utf8')) as unknown;
  let known = '';
  const work = async (file: string) => {
    known = file;
    expect(read(file)).toEqual(config);
    throw new Error('eksctl failed');
  };
  await expect(withTemporaryConfig(config, work)).rejects.toThrow('eksctl failed');
  expect(existsSync(known)).toBe(false);
});
