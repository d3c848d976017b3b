import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { GitHubComments } from '../../../scripts/comment/github-comments.ts';
import { shortened, writeComment } from '../../../scripts/comment/one-comment.ts';
import { pullRequest } from '../../../scripts/comment/pull-request.ts';
import { GitHub } from '../../action/github.ts';
import { projectFile } from '../../support/processes.ts';
import { temporaryFolder } from '../../support/temporary.ts';

describe('one comment', () => {
  let github: GitHub;
  let api: string;
  beforeEach(async () => {
    github = new GitHub();
    api = await github.listen();
  });
  afterEach(() => github.close());

  const write = (text: string, name = 'review', token = 'secret') =>
    writeComment(new GitHubComments({ api, repository: 'ada/shop', number: 7, token }), name, text);

  test('is written, then rewritten, and left where it says the same; each name has one', async () => {
    expect(await write('one')).toBe('wrote https://github.com/ada/shop/pull/7#issuecomment-1000');
    expect(await write('two')).toMatch(/^rewrote .*1000$/);
    expect(await write('two')).toMatch(/1000 says so already$/);
    expect(await write('other', 'plan')).toMatch(/^wrote .*1001$/);
    expect(github.comments.map(({ body }) => body)).toEqual([
      '<!-- eks-sock-shop: review -->\ntwo',
      '<!-- eks-sock-shop: plan -->\nother',
    ]);
  });

  test("is found behind a page of others, and nobody else's is taken for it", async () => {
    for (let index = 0; index < 100; index++) github.add('fine', 'grace');
    github.add('<!-- eks-sock-shop: review -->\ncopied', 'grace');
    github.add('it said: <!-- eks-sock-shop: review -->');
    expect(await write('one')).toMatch(/^wrote .*1102$/);
    expect(await write('two')).toMatch(/^rewrote .*1102$/);
    expect(github.comments[100]?.body).toContain('copied');
  });

  test('that a person wrote with a token is theirs to rewrite', async () => {
    github.login = 'ada';
    github.add('<!-- eks-sock-shop: review -->\nold', 'ada');
    expect(await write('new')).toMatch(/^rewrote .*1000$/);
  });

  test('that can not be written is told with the reason and what to do', async () => {
    github.mayWrite = false;
    await expect(write('one')).rejects.toMatchObject({
      message: expect.stringMatching(/^POST .*: GitHub answered 403 Resource not accessible/),
      fix: expect.stringContaining('pull-requests: write'),
    });
    await expect(write('one', 'review', 'wrong')).rejects.toThrow('GitHub answered 401');
    github.close();
    await expect(write('one')).rejects.toThrow('no answer (');
  });
});

describe('a text that is too long', () => {
  test('ends with a whole line, and says where all of it is', () => {
    expect(shortened('one\ntwo\nthree\n', 9)).toMatch(/^one\ntwo\n\nIt is too long/);
    expect(shortened('one\n', 9)).toBe('one\n');
  });

  test('has no block of code that stays open', () => {
    expect(shortened('````sh\na\n```\nb\nc\nd\n', 16)).toMatch(/^````sh\na\n```\nb\n````\n\nIt is/);
    expect(shortened('```sh\na\n```\nb\nc\nd\n', 14)).toMatch(/^```sh\na\n```\nb\n\nIt is/);
  });
});

describe('the pull request', () => {
  const event = (content: string) => {
    const file = join(temporaryFolder(), 'event.json');
    writeFileSync(file, content);
    return { GITHUB_REPOSITORY: 'ada/shop', GITHUB_EVENT_PATH: file, GITHUB_TOKEN: 'secret' };
  };

  test('is the one that the workflow runs for', () => {
    expect(pullRequest(event('{"pull_request":{"number":7}}'))).toEqual({
      api: 'https://api.github.com',
      repository: 'ada/shop',
      number: 7,
      token: 'secret',
    });
  });

  test('is asked for where something is missing', () => {
    expect(() => pullRequest({})).toThrow('works in a GitHub workflow');
    expect(() => pullRequest({ ...event('{}'), GITHUB_TOKEN: '' })).toThrow('GITHUB_TOKEN');
    expect(() => pullRequest(event('{}'))).toThrow('runs for no pull request');
    expect(() => pullRequest(event('{'))).toThrow("can't be read");
  });
});

test('the page has each input of the action with its default, and a workflow of ten lines', () => {
  const page = readFileSync(projectFile('docs/pull-requests.md'), 'utf8');
  const { inputs } = parse(readFileSync(projectFile('action.yml'), 'utf8')) as {
    inputs: Record<string, { default: string }>;
  };
  const rows = [...page.matchAll(/^\| `(\w+)` \| (.*?) \|/gm)];
  expect(rows.map(([, name]) => name)).toEqual(Object.keys(inputs));
  for (const [, name = '', usual] of rows) {
    const value = inputs[name]!.default;
    if (/^[\w.]+$/.test(value)) expect(usual).toBe(`\`${value}\``);
  }
  const [, workflow = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
  expect(workflow.trimEnd().split('\n')).toHaveLength(10);
});
