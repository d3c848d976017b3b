import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { clusterNames, loadClusters } from '../../config/load.ts';
import { inColour, inLine, inScreen, overLine, shutDoor } from '../../terminal/door.ts';
import { formatProblem } from '../../terminal/problem.ts';
import { shown, shownInLine } from '../../terminal/shown.ts';
import { projectFile } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary.ts';

const STEERING = /[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]/u;

describe('what would steer a terminal is written out', () => {
  test.each([
    ['escape', '\u001B[31m', '\\u001b[31m'],
    ['C1', '\u009B31m', '\\u009b31m'],
    ['DEL', 'a\u007F', 'a\\u007f'],
    ['a bell', '\u0007', '\\u0007'],
    ['a return to the beginning of the line', 'bad\rgood', 'bad\\u000dgood'],
    ['another direction of writing', '\u202Eyaml', '\\u202eyaml'],
    ['tabs and line ends stay', 'a\tb\nc\r\nd', 'a\tb\nc\r\nd'],
    ['letters of all kinds stay', 'für 日本 🧦', 'für 日本 🧦'],
  ])('%s', (_, text, expected) => {
    expect(shown(text)).toBe(expected);
    expect(shown(expected)).toBe(expected);
  });

  test('in JSON it is the same text, once it is read', () => {
    const value = { 'k\u009B': 'v\u007F\u001B' };
    expect(JSON.parse(shown(JSON.stringify(value, null, 2)))).toEqual(value);
  });

  test('names and values take no second line', () => {
    expect(shownInLine('a\r\nb\tc')).toBe('a\\u000d\\u000ab\\u0009c');
    const place = { file: 'c\n.yaml', line: 1, column: 1, at: 'k' };
    expect(formatProblem({ place, value: 'v\u001B', message: 'is\u009B wrong' })).toBe(
      'c\\u000a.yaml:1:1  k: v\\u001b\n    is\\u009b wrong',
    );
  });
});

describe('whatever a command says', () => {
  const good = 'name: c\nowner: dev\naccess: { from: [198.51.100.7/32] }\n';
  const clusters = (name: string, text: string) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, name), text);
    return folder;
  };

  test('keys, values and names of files can steer nothing', () => {
    const folder = clusters('x\u001B[31m.yaml', `${good}"owne\u009B31mX": 1\nregion: "a\u007Fb"\n`);
    expect(clusterNames(folder)).toHaveLength(1);
    let said = '';
    try {
      loadClusters(folder);
    } catch (error) {
      said = (error as Error).message;
    }
    expect(said).toContain('x\\u001b[31m.yaml:4:1  ["owne\\u009b31mX"]');
    expect(said).toContain('region: "a\\u007fb"');
    expect(said).not.toMatch(STEERING);
  });

  test('leaves through the door: no other file writes to a stream', () => {
    const files = readdirSync(projectFile('.'), { withFileTypes: true })
      .filter(({ name }) => !/^(\..*|test|control-plane|launch|node_modules)$/.test(name))
      .flatMap((entry) =>
        entry.isDirectory()
          ? readdirSync(projectFile(entry.name), { recursive: true, encoding: 'utf8' }).map(
              (path) => `${entry.name}/${path.replaceAll('\\', '/')}`,
            )
          : [entry.name],
      );
    const writing = files
      .filter((file) => file.endsWith('.ts') && !file.includes('/node_modules/'))
      .filter((file) => /std(out|err)\s*\.write/.test(readFileSync(projectFile(file), 'utf8')));
    expect(writing).toEqual(['terminal/door.ts']);
  });
});

describe('the door', () => {
  const stream = (columns?: number) => {
    const said: string[] = [];
    return { said, stream: { write: (text: string) => said.push(text) > 0, columns } as never };
  };

  test('lets through what is ours: a line anew, a screen anew, a colour', () => {
    const { said, stream: one } = stream();
    inLine(one, `a\u001B[2J ${inColour(31, 'b\u009B')}`);
    inScreen(one, 'c\r');
    expect(said).toEqual([
      '\r\u001B[Ka\\u001b[2J \u001B[31mb\\u009b\u001B[0m',
      '\u001B[H\u001B[2Jc\\u000d',
    ]);
  });

  test('a line that is longer than the terminal is cut, so that the next takes its place', () => {
    const { said, stream: one } = stream(8);
    inLine(one, '日本 🧦🧦');
    overLine(one, 'a whole line stays');
    expect(said).toEqual(['\r\u001B[K日本 🧦', '\r\u001B[Ka whole line stays\n']);
  });

  test('stands before the console, whatever is printed', () => {
    const { log, error } = console;
    const said: unknown[] = [];
    try {
      console.log = console.error = (...words: unknown[]) => void said.push(...words);
      shutDoor();
      console.log('a\u001B', { b: '\u009B' });
      console.error('100%s\u007F');
    } finally {
      Object.assign(console, { log, error });
    }
    expect(said.join('\n')).not.toMatch(STEERING);
    expect(said).toEqual(["a\\u001b { b: '\\x9B' }", '100%s\\u007f']);
  });

  test('takes a line away that is not finished, before the console prints', () => {
    const { log, error } = console;
    const { said, stream: one } = stream();
    try {
      console.log = (text: string) => void said.push(text);
      shutDoor();
      inLine(one, 'looking …');
      console.log('found');
      console.log('and more');
    } finally {
      Object.assign(console, { log, error });
    }
    expect(said).toEqual(['\r\u001B[Klooking …', '\r\u001B[K', 'found', 'and more']);
  });
});
