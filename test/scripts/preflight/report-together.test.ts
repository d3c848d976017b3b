import { expect, test } from '@jest/globals';
import { type Line, passed, type Topic } from '../../../scripts/preflight/line.ts';
import { preflightPrice, priceLines, sumOf } from '../../../synth/price.ts';
import { type Report, togetherLines } from '../../../scripts/preflight/report-together.ts';
import { configOf } from '../../support/configs.ts';

const line = (group: Topic['group'], what: string, says: string): Line =>
  passed({ group, check: what, what }, says);

const report = (cluster: string, region: string, own: readonly Line[] = []): Report => ({
  cluster,
  region,
  lines: [
    line('this computer', 'eksctl', '0.231.0'),
    line('cluster', 'name', `no cluster ${cluster}`),
    line('quotas', 'vcpus', `fits in ${region}`),
    ...own,
  ],
});

test('what is so for all, or for a region, is said once; a cluster alone in its region has it all', () => {
  const reports = [
    report('ada', 'eu-west-1'),
    report('lea', 'us-west-2', [line('images', 'x:1', 'other')]),
    report('mia', 'us-west-2'),
  ];
  expect(togetherLines(reports)).toEqual([
    'all 3 clusters',
    '',
    '  this computer',
    '    passed  eksctl  0.231.0',
    '',
    'all 2 clusters in us-west-2',
    '',
    '  quotas',
    '    passed  vcpus  fits in us-west-2',
    '',
    'ada in eu-west-1',
    '',
    '  cluster',
    '    passed  name  no cluster ada',
    '',
    '  quotas',
    '    passed  vcpus  fits in eu-west-1',
    '',
    'lea in us-west-2',
    '',
    '  cluster',
    '    passed  name  no cluster lea',
    '',
    '  images',
    '    passed  x:1  other',
    '',
    'mia in us-west-2',
    '',
    '  cluster',
    '    passed  name  no cluster mia',
    '',
    'ada  3 passed, 0 failed, 0 not checked',
    'lea  4 passed, 0 failed, 0 not checked',
    'mia  3 passed, 0 failed, 0 not checked',
  ]);
});

test('one cluster, and none, are all there is', () => {
  expect(togetherLines([report('ada', 'eu-west-1')])[0]).toBe('ada in eu-west-1');
  expect(togetherLines([])).toEqual([]);
});

test('the price of several, without what is unknown', () => {
  const known = preflightPrice(configOf({ nodes: { desired: 3, max: 4 } }));
  const equal = preflightPrice(configOf({ nodes: { desired: 3, max: 3 } }));
  const china = preflightPrice(configOf({ region: 'cn-north-1' }));
  const sum = sumOf([known, equal]);
  expect(sum.at.map(({ nodes, called }) => [nodes, called])).toEqual([
    [6, ['to begin with']],
    [7, ['at most']],
  ]);
  expect(sum.at[0]?.hour).toBeCloseTo(2 * (known.at[0]?.hour ?? 0));
  expect(sumOf([known, china]).at[0]?.hour).toBeCloseTo(known.at[0]?.hour ?? 0);
  expect(priceLines(sumOf([known, china]))[0]).toContain('at least');
  expect(sumOf([china]).at[0]?.hour).toBeNaN();
});
