import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@jest/globals';
import { look } from '../../../scripts/outdated/look.ts';
import { newestOf } from '../../../scripts/outdated/newest.ts';
import { type Row, rows } from '../../../scripts/outdated/rows.ts';
import { Registry } from '../../../scripts/preflight/registry/registry.ts';
import { eksctlGoesBackFrom, programs } from '../../../tables/programs.ts';
import { projectFile } from '../../support/processes.ts';

const row = (has: string, line = ''): Row => ({
  what: 'x',
  has,
  line,
  kind: 'image',
  source: 'example/x',
});

test.each([
  ['4.4.30', '4.4.', ['4.4.9', '4.4.30', '5.0.1', '4.4.31-focal', 'latest'], '4.4.30'],
  [
    '7.4.11-alpine',
    '7.',
    ['7.4.12', '7.10.0-alpine', '7.9.3-alpine', '8.0.0-alpine'],
    '7.10.0-alpine',
  ],
  [
    '2.580.1-lts-jdk21',
    '',
    ['2.590.2-lts-jdk25', '2.580.3-lts-jdk21', '2.600.1-jdk21'],
    '2.580.3-lts-jdk21',
  ],
  ['v1.36.1', 'v1.36.', ['v1.36.2', 'v1.37.0', 'v1.36.3-rc.0'], 'v1.36.2'],
  ['v1.36.1', 'v1.37.', ['v1.36.2', 'v1.37.0'], 'v1.37.0'],
  ['v1.36.1', 'v1.37.', ['v1.36.2'], undefined],
  ['3.6.0', '', ['3.6.0', '3.10.1', '3.9.9'], '3.10.1'],
])('of the line of %s (%s), the newest of %j is told', (has, line, versions, newest) => {
  expect(newestOf(row(has, line), versions)).toBe(newest);
});

test('what nobody answers for is unknown, and hides nothing else', async () => {
  const looked = await look([row('1.0.0'), row('2.0.0'), row('3.0.0')], async ({ has }) => {
    if (has === '1.0.0') throw new Error('example.com cannot be reached');
    return ['2.0.0', '2.1.0', '3.0.0'].filter((version) => version[0] === has[0]);
  });
  expect(looked).toMatchObject([
    { unknown: 'example.com cannot be reached', outdated: false },
    { newest: '2.1.0', outdated: true },
    { newest: '3.0.0', outdated: false },
  ]);
});

test('every version in tables/ is looked for, but for floors and for what is over', () => {
  // Kubernetes' 1.36.3 is asked for as v0.36.3.
  const looked = new Set(
    rows().flatMap(({ has }) => [has.replace(/^v/, ''), has.replace(/^v0\./, '1.')]),
  );
  const floors = [
    ...Object.values(programs).map(({ oldest }) => oldest),
    programs.aws.oldestBefore,
    eksctlGoesBackFrom,
    '3.5.13',
  ];
  const own = readdirSync(projectFile('tables')).filter(
    (name) => name.endsWith('.ts') && name !== 'ended-kubernetes.ts',
  );
  const unseen = own.flatMap((name) => {
    const text = readFileSync(projectFile(`tables/${name}`), 'utf8').replaceAll(
      /\/\/.*$|\/\*[^]*?\*\//gm,
      '',
    );
    return [...text.matchAll(/'(?:[^'\n:]*:)?v?(\d+\.\d+\.\d+[\w.-]*)(?:@[^'\n]*)?'/g)].flatMap(
      ([, version = '']) =>
        looked.has(version) || floors.includes(version) ? [] : [`${name}: ${version}`],
    );
  });
  expect(unseen).toEqual([]);
});

test("a registry's tags are read page by page", async () => {
  const pages: Readonly<Record<string, readonly [string[], string?]>> = {
    '/v2/team/x/tags/list?n=1000': [['1.0.0', '1.1.0'], '/v2/team/x/tags/list?last=1.1.0&n=1000'],
    '/v2/team/x/tags/list?last=1.1.0&n=1000': [['2.0.0']],
  };
  const server = createServer(({ url = '' }, response) => {
    const [tags, next] = pages[url] ?? [[]];
    response.setHeader('content-type', 'application/json');
    if (next) response.setHeader('link', `<${next}>; rel="next"`);
    response.end(JSON.stringify({ name: 'team/x', tags }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const registry = new Registry('example', url, () => undefined);
    expect(await registry.tags('team/x')).toEqual(['1.0.0', '1.1.0', '2.0.0']);
  } finally {
    server.close();
  }
});
