import { describe, expect, test } from '@jest/globals';
import { formatProblem } from '../../../terminal/problem.ts';
import { classList } from '../../../scripts/init/class-list.ts';
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
    [
      'a misspelt column',
      'name,form\nlea,8.8.8.8\n',
      'class.csv:1:6  form\n    is not a column of a class list\n    did you mean from?',
    ],
    [
      'a column twice',
      'name,from,name\nlea,8.8.8.8,x\n',
      'class.csv:1:11  name\n    is a column twice',
    ],
    ['no column name', 'learner,from\nlea,8.8.8.8\n', 'class.csv:1:1\n    there is no column name'],
    ['no lines', 'name,from\n', 'has a header and no line below it'],
    ['no name', 'name,from\n,8.8.8.8\n', 'class.csv:2:1  name\n    has no name'],
    ['not an address', 'name,from\nlea,\n', 'class.csv:2:5  from\n    has no address'],
    ['no column for it', 'name\nlea\n', 'class.csv:2:1  from\n    has no address'],
    [
      'one cell too many',
      'name,from\nlea,8.8.8.8,9.9.9.9\n',
      'class.csv:2:13  9.9.9.9\n    is one cell more than the header has: 3 in place of 2',
    ],
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

  test('nothing in it', () => expect(() => read('')).toThrow('class.csv\n    is empty'));
});
