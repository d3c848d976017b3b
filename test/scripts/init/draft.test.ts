import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { clusterText } from '../../../scripts/init/cluster-text.ts';
import { draftAll, type Said } from '../../../scripts/init/draft.ts';
import { priceOfAll } from '../../../scripts/init/price.ts';
import type { Wish } from '../../../scripts/init/wish.ts';
import { shippedCluster } from '../../support/shipped-cluster.ts';

const wish: Wish = { name: 'anna', owner: 'anna', from: ['8.8.8.8/32'] };
const flag = (key: string) => ({ file: `--${key}` });
const draft = (one: Wish, said: Said) =>
  draftAll({ listed: [{ wish: one, said }], problems: [] })[0]!;

test('the file is the one that the repository ships, with other words', () => {
  const shipped = parse(readFileSync(shippedCluster, 'utf8')) as object;
  const text = clusterText({ name: 'sock-shop', owner: 'dev', from: ['203.0.113.10/32'] });
  expect(shipped).toMatchObject(parse(text) as object);
  expect(text.split('\n')).toHaveLength(16);
});

test.each(['yes', '007', '1e3', 'null', 'on'])('%s stays a word', (owner) => {
  const { output, text } = draft({ ...wish, owner }, flag);
  expect(output.config.owner).toBe(owner);
  expect(text).toContain(`owner: "${owner}"`);
});

describe('what is wrong is told where it was said', () => {
  const wrong = (more: Partial<Wish>) => () => draft({ ...wish, ...more }, flag);
  test.each<[string, Partial<Wish>, string]>([
    ['a name', { name: 'Anna B' }, '--name  "Anna B"\n    may not have capital letters or a blank'],
    ['quotes and newlines in it', { name: 'a"\nb: c' }, '--name  "a\\"\\nb: c"'],
    ['a region', { region: 'us-wst-2' }, '--region  us-wst-2\n'],
    [
      'a range',
      { from: ['8.8.8.8/32', '8.8.8.1/24'] },
      '--from  8.8.8.1/24\n    has host bits set',
    ],
    ['the whole Internet', { from: ['0.0.0.0/0'] }, '--from  0.0.0.0/0\n    is the whole Internet'],
    ['a minor', { kubernetes: '1.3' }, '--kubernetes  "1.3"\n'],
    [
      'one that EKS sells no more',
      { kubernetes: '1.27' },
      '--kubernetes  "1.27"\n    is no longer sold',
    ],
    ['a day', { expires: 'soon' }, '--expires  soon\n    is not a date'],
  ])('%s', (_, more, message) => expect(wrong(more)).toThrow(message));

  test('once, where one word is for two keys', () => {
    const both = () =>
      draft({ ...wish, name: 'Lea M', owner: 'Lea M' }, () => ({ file: 'c.csv', line: 2 }));
    expect(both).toThrow(/^c\.csv:2:1 {2}"Lea M"\n[^"]*$/);
  });
});

test('the price of all of them together', () => {
  const one = draft(wish, flag);
  const price = (...drafts: (typeof one)[]) =>
    Number(/([\d.]+) USD an hour/.exec(priceOfAll(drafts))?.[1]);
  expect(price(one)).toBeGreaterThan(0.3);
  expect(price(one, one, one)).toBeCloseTo(3 * price(one), 1);
  const elsewhere = draft({ ...wish, region: 'eu-central-1' }, flag);
  expect(priceOfAll([one, elsewhere])).toMatch(/^at least .*, without .*network load balancer\)$/);
});
