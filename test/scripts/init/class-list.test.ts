import { describe, expect, test } from '@jest/globals';
import { formatProblem } from '../../../terminal/problem.ts';
import { classList } from '../../../scripts/init/class-list.ts';
import { draftAll } from '../../../scripts/init/draft.ts';
import { previousKubernetes } from '../../support/kubernetes.ts';

const none = { from: [] };
const read = (text: string, common = none as { from: string[]; region?: string }) =>
  classList('class.csv', text, common);
const problems = (text: string) => read(text).problems.map(formatProblem);

test('a line per learner; what is common fills what a line leaves out', () => {
  const text = `Name,from,mail,region,owner,kubernetes,expires
lea,8.8.8.8,l@example.com,,,,
mia,"8.8.4.4, 9.9.9.0/24;1.1.1.1 8.8.4.4",,eu-central-1,m,${previousKubernetes},2027-01-31
`;
  const { listed, ignored } = read(text, { from: ['5.6.7.8/32'], region: 'us-east-2' });
  expect(listed.map(({ wish }) => wish)).toEqual([
    {
      name: 'lea',
      owner: 'lea',
      region: 'us-east-2',
      from: ['8.8.8.8/32', '5.6.7.8/32'],
    },
    {
      name: 'mia',
      owner: 'm',
      region: 'eu-central-1',
      kubernetes: previousKubernetes,
      expires: '2027-01-31',
      from: ['8.8.4.4/32', '9.9.9.0/24', '1.1.1.1/32', '5.6.7.8/32'],
    },
  ]);
  expect(ignored).toEqual(['mail']);
  expect(listed[1]?.said('region')).toMatchObject({ line: 3, column: 44, at: 'region' });
  expect(listed[0]?.said('owner')).toMatchObject({ line: 2, column: 1, at: 'name' });
});

describe('what is wrong with a list', () => {
  test.each([
    ['no name', 'name,from\n,8.8.8.8\n', 'class.csv:2:1  name\n    has no name'],
    ['not an address', 'name,from\nlea,\n', 'class.csv:2:5  from\n    has no address'],
    ['no column for it', 'name\nlea\n', 'class.csv:2:1  from\n    has no address'],
    [
      'a name twice',
      'name,from\nlea,8.8.8.8\nlea,8.8.4.4\n',
      'class.csv:3:1  name: lea\n    is the cluster of line 2 already',
    ],
  ])('%s', (_, text, message) => {
    const found = problems(text);
    expect(found[0]).toContain(message);
    expect(found).toHaveLength(1);
  });

  test('of its form, at once', () =>
    expect(() => read('name,form\nlea,8.8.8.8,9\n')).toThrow(
      /class.csv:1:6 {2}form\n[^]*class.csv:2:13 {2}9\n/,
    ));
});

test('namesakes get different proposals, none that is taken or has a file', () => {
  const list = 'name;from\nAnna Müller;8.8.8.8\nanna müller;8.8.8.9\nlea;8.8.4.4\nlea;8.8.4.5\n';
  const isTaken = (name: string) => name === 'anna-mueller';
  const listed = classList('class.csv', list, none, isTaken);
  const fixes = listed.problems.map(({ fix }) => fix);
  expect(fixes).toEqual(['remove one of the two, or name the other one lea-2']);
  expect(() => draftAll(listed, listed)).toThrow(/anna-mueller-2\?\n[^]*anna-mueller-3\?/);
});
