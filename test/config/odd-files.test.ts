import { execFileSync } from 'node:child_process';
import { ftruncateSync, mkdirSync, openSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { clusterNames, loadClusters } from '../../config/load.ts';
import { temporaryFolder } from '../support/temporary.ts';

const good = 'name: c\nowner: dev\naccess:\n  from: [198.51.100.7/32]\n';

describe('files that no text could show', () => {
  test.each([
    ['a byte order mark', `\uFEFF${good}`],
    ['Windows line ends', good.replaceAll('\n', '\r\n')],
    ['a directive and an end', `%YAML 1.2\n---\n${good}...\n`],
    ['no line end at the end', good.trimEnd()],
    ['letters of all kinds in a comment', `# für 日本 🧦\n${good}`],
  ])('%s is fine', (_, text) => {
    expect(load(text)).toHaveLength(1);
  });

  test('places are right after a byte order mark and with Windows line ends', () => {
    expect(() => load(`\uFEFF${good}x: 1\n`.replaceAll('\n', '\r\n'))).toThrow('c.yaml:5:1  x\n');
    expect(() => load(`\uFEFFx: 1\r\n${good}`)).toThrow('c.yaml:1:1  x\n');
  });

  test.each([
    ['[', '['.repeat(10_000)],
    ['closed [', '['.repeat(10_000) + ']'.repeat(10_000)],
    ['{', '{ a: '.repeat(10_000)],
    ['-', '- '.repeat(10_000)],
    ['?', '? '.repeat(10_000)],
    ['- and ?', '- ? '.repeat(10_000)],
    ['? with tabs', '?\t'.repeat(10_000)],
  ])('10,000 levels of %s are refused', (_, text) => {
    expect(() => load(text)).toThrow('is nested far deeper than a cluster file ever is');
  });

  // More than could be read at all.
  test('100 GB are refused unread', () => {
    const folder = temporaryFolder();
    ftruncateSync(openSync(join(folder, 'c.yaml'), 'w'), 100 * 1024 ** 3);
    expect(() => loadClusters(folder)).toThrow(
      'c.yaml\n    is 104,857,600 KiB: far more than a cluster file needs\n    allowed: up to 128 KiB',
    );
  });

  test('a list that is far too long is told once, with its length', () => {
    expect(() => load(`${good}learners: [${'1,'.repeat(1001)}]`)).toThrow(
      'c.yaml:5:11\n    holds 1,001 entries, far more than a cluster file needs\n    allowed: up to 1,000',
    );
  });

  test('far too many values are told at once', () => {
    expect(() => load(`x: [${'[1],'.repeat(8000)}]`)).toThrow(
      'c.yaml\n    holds far more keys, values and signs than a cluster file needs\n    allowed: up to 24,000',
    );
  });

  test.each([
    ['in a comment', `${good}# ${'['.repeat(1001)}\n`],
    ['of the largest class, one for each learner', largestClass()],
  ])('brackets %s are no levels', (_, text) => {
    expect(load(text)).toHaveLength(1);
  });

  test('brackets in quotes are no levels either', () => {
    expect(() => load(`${good}x: "${'{'.repeat(1001)}"\n`)).toThrow('is not a key');
  });

  test('a file of the kernel, which says that it is empty, is not waited for', () => {
    const folder = temporaryFolder();
    symlinkSync('/proc/self/environ', join(folder, 'c.yaml'));
    expect(() => loadClusters(folder)).toThrow('c.yaml\n    holds more than its size says');
  });

  test('a pipe, which might never end, is not read', () => {
    const folder = temporaryFolder();
    execFileSync('mkfifo', [join(folder, 'c.yaml')]);
    expect(() => loadClusters(folder)).toThrow('c.yaml\n    is a pipe; a cluster file is a file');
  });

  test('a link to nothing says so', () => {
    const folder = temporaryFolder();
    symlinkSync('elsewhere.yaml', join(folder, 'c.yaml'));
    expect(() => loadClusters(folder)).toThrow("can't be read: it is a link to a file that is not");
  });
});

describe('which files are clusters', () => {
  test("other files and editors' hidden ones are none", () => {
    const folder = temporaryFolder();
    for (const file of ['.c.yaml', 'README.md', 'c.yaml~']) writeFileSync(join(folder, file), '[');
    writeFileSync(join(folder, 'c.yaml'), good);
    expect(clusterNames(folder)).toEqual(['c']);
    expect(loadClusters(folder)).toHaveLength(1);
  });

  test('no folder, a file in its place and an empty one are told alike', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    mkdirSync(join(folder, 'empty'));
    for (const name of ['file', 'empty', 'missing']) {
      expect(() => loadClusters(join(folder, name))).toThrow(`${name}/\n    holds no cluster file`);
    }
  });

  test('one that is asked for and not there is told with those that are', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'c.yaml'), good);
    writeFileSync(join(folder, 'sock-shop.yaml'), good.replace('name: c', 'name: sock-shop'));
    expect(loadClusters(folder, ['c', 'c'])).toHaveLength(1);
    expect(() => loadClusters(folder, ['sockshop', '../c'])).toThrow(
      [
        `${folder}/sockshop.yaml`,
        'there is no such cluster file',
        'allowed: c, sock-shop',
        `did you mean sock-shop?\n${folder}/../c.yaml`,
        'there is no such cluster file',
      ].join('\n    '),
    );
  });

  test("another cluster's mistakes are not told when it was not asked for", () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'c.yaml'), good);
    writeFileSync(join(folder, 'd.yaml'), '[');
    expect(loadClusters(folder, ['c'])).toHaveLength(1);
  });
});

test('a config is frozen through and through', () => {
  const [cluster] = load(good);
  expect(Object.isFrozen(cluster?.config.access.from)).toBe(true);
});

function largestClass(): string {
  const learner = (_: unknown, i: number) =>
    `  - { name: "l${i}", principal: "arn:aws:iam::111122223333:role/l${i}", nodePort: ${32_000 + i} }`;
  const learners = Array.from({ length: 768 }, learner).join('\n');
  return `${good}jenkins: { enabled: false }\nsockShop: { enabled: false }\nlearners:\n${learners}\n`;
}

function load(text: string) {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'c.yaml'), text);
  return loadClusters(folder);
}
