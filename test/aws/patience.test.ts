import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { patience } from '../../aws/answers/patience.ts';

const said: string[] = [];
const { error } = console;
let heard: () => void = () => undefined;

beforeEach(() => {
  console.error = (line: string) => {
    said.push(line);
    heard();
  };
});
afterEach(() => {
  console.error = error;
  said.length = 0;
});

// AWS, as it answers once so many words about it have been said.
const afterWords = (count: number) =>
  new Promise<string>((resolve) => {
    heard = () => said.length >= count && resolve('done');
  });

test('what is answered soon is not worth a word', async () => {
  const patiently = patience(60_000, 60_000);
  expect(await patiently('eks:DescribeCluster', () => Promise.resolve('done'))).toBe('done');
  expect(said).toEqual([]);
});

test('what is waited for is said again and again, once for all that is asked, the oldest first', async () => {
  const patiently = patience(10, 10);
  const answer = afterWords(3);
  const both = Promise.all([
    patiently('eks:DescribeCluster', () => answer),
    patiently('ec2:DescribeVpcs', () => answer),
  ]);
  expect(await both).toEqual(['done', 'done']);
  expect(said).toHaveLength(3);
  for (const line of said) {
    expect(line).toMatch(/^waiting for AWS to answer eks:DescribeCluster: \d+ s$/);
  }
});

test('an answer that fails ends it, and the next one is waited for anew', async () => {
  const patiently = patience(10, 10);
  const failing = patiently('eks:DescribeCluster', async () => {
    throw new Error(await afterWords(1));
  });
  await expect(failing).rejects.toThrow('done');
  expect(await patiently('ec2:DescribeVpcs', () => afterWords(2))).toBe('done');
  expect(said.at(-1)).toContain('ec2:DescribeVpcs');
});
