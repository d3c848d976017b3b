import { describe, expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import { findYaml11Traps, parseClusterConfig } from '../../../checks/eksctl/yaml11.ts';
import { goodConfig } from './good-config.ts';

function places(text: string): string[] {
  return findYaml11Traps('f', text).map(({ line, column, path }) => `${line}:${column} ${path}`);
}

describe('in the place of a string', () => {
  const traps = [
    'y',
    'Y',
    'yes',
    'Yes',
    'n',
    'No',
    'NO',
    'on',
    'Off',
    'true',
    'False',
    '010',
    '08',
    '1_000',
    '1.30',
    '0x1F',
    '0b11',
    '0o17',
    '1e3',
    '.5',
    '5.',
    '+5',
    '12345',
    '.inf',
    '-.Inf',
    '.nan',
  ];
  test.each(traps)('%s is reported', (word) => {
    expect(places(`metadata:\n  name: ${word}\n`)).toEqual(['2:9 metadata.name']);
    expect(places(`metadata:\n  name: "${word}"\n`)).toEqual([]);
    expect(places(`metadata:\n  name: !!str ${word}\n`)).toEqual([]);
  });

  const strings = [
    'oN',
    'yEs',
    'yes please',
    '1.2.3',
    '0x',
    '1,000',
    'node-1',
    '_1',
    '=',
    '10.0.0.0/16',
    // Not YAML 1.1's numbers of base 60 and dates: eksctl's reader leaves them as they are.
    '12:30',
    '190:20:30',
    '2012-10-17',
    '2012-10-17T10:00:00Z',
    '~',
    'null',
  ];
  test.each(strings)('%s is not', (word) => {
    expect(places(`metadata:\n  name: ${word}\n`)).toEqual([]);
  });
});

test.each([
  ['a boolean that is meant', 'iam: {withOIDC: yes}', []],
  ['a number that is meant', 'managedNodeGroups:\n- {name: a, maxSize: 1_000}', []],
  [
    'an octal number',
    'managedNodeGroups:\n- {name: a, maxSize: 010}',
    ['2:22 managedNodeGroups[0].maxSize'],
  ],
  ['a tag', 'metadata: {tags: {a: on}}', ['1:22 metadata.tags.a']],
  ['a key', 'metadata: {tags: {on: a}}', ['1:19 metadata.tags.on']],
  ['a number as key', 'metadata: {tags: {010: a}}', ['1:19 metadata.tags.010']],
  ['a word in a list', 'availabilityZones: [a, no]', ['1:24 availabilityZones[1]']],
  ['a taint in a map', 'nodeGroups: [{taints: {a: y}}]', ['1:27 nodeGroups[0].taints.a']],
  [
    'a taint in a list',
    'nodeGroups: [{taints: [{value: y}]}]',
    ['1:32 nodeGroups[0].taints[0].value'],
  ],
  [
    'a word in a policy',
    'iam: {serviceAccounts: [{attachPolicy: {Resource: yes}}]}',
    ['1:51 iam.serviceAccounts[0].attachPolicy.Resource'],
  ],
  ['a boolean in a policy', 'iam: {serviceAccounts: [{attachPolicy: {a: true, b: 1.30}}]}', []],
])('%s', (_what, text, expected) => {
  expect(places(text)).toEqual(expected);
});

test('what is merged in is read where it is', () => {
  const text = 'nodeGroups:\n- &a {name: yes}\n- <<: *a\n- <<: {name: no}\n';
  expect(places(text)).toEqual(['2:13 nodeGroups[0].name', '4:14 nodeGroups[2].name']);
});

test('a second document is reported, an empty one is not', () => {
  expect(places('# first\n---\nkind: ClusterConfig\n---\nkind: ClusterConfig\n')).toEqual([
    '5:1 undefined',
  ]);
  expect(places('kind: ClusterConfig\n---\n# nothing more\n')).toEqual([]);
});

test('what is not YAML is reported once', () => {
  const [finding, ...further] = findYaml11Traps('f', 'metadata: {name: a\nkind: b: c\n');
  expect(finding?.message).toMatch(/can't be read as YAML/);
  expect(further).toEqual([]);
  expect(findYaml11Traps('f', 'kind: a\nkind: b\n')).toHaveLength(1);
});

test('a good config is clean, and read as it is', () => {
  const text = stringify(goodConfig, { version: '1.1' });
  expect(findYaml11Traps('f', text)).toEqual([]);
  expect(parseClusterConfig(text)).toEqual(goodConfig);
});

test('a text is read as eksctl reads it', () => {
  const text =
    'a: &x {yes: 010, b: 1_000}\nc: {<<: *x, d: 12:30, e: ~, f: "no", g: 1.30}\n---\nh: 1\n';
  expect(parseClusterConfig(text)).toEqual({
    a: { true: 8, b: 1000 },
    c: { true: 8, b: 1000, d: '12:30', e: null, f: 'no', g: 1.3 },
  });
  expect(parseClusterConfig('a: [')).toBeUndefined();
  expect(parseClusterConfig('')).toBeUndefined();
});
