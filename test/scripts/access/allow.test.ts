import {
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { allow } from '../../../scripts/access/allow.ts';
import { chooseFile } from '../../../scripts/shared/choose.ts';
import { clusterFolder } from '../../support/cluster-folder.ts';

const text = 'name: c\nowner: dev\naccess: { from: [203.0.113.10/32] }\n';
let folder: string;
let file: string;
beforeEach(() => {
  ({ folder, file } = clusterFolder(text));
});

test('the file is changed, and nothing is left beside it', () => {
  expect(allow(file, ['8.8.8.8/32']).config.access.from).toEqual(['8.8.8.8/32']);
  expect(readFileSync(file, 'utf8')).toBe(text.replace('203.0.113.10', '8.8.8.8'));
  expect(readdirSync(folder)).toEqual(['c.yaml']);
});

test('what would not be valid changes nothing', () => {
  const { ino } = statSync(file);
  expect(() => allow(file, ['10.0.0.1/32'])).toThrow('is a private or reserved range');
  expect(() => allow(file, ['0.0.0.0/0'])).toThrow('is the whole Internet');
  expect(readFileSync(file, 'utf8')).toBe(text);
  allow(file, ['203.0.113.10/32']);
  expect(statSync(file).ino).toBe(ino);
});

test('a file with a mistake is left alone', () => {
  writeFileSync(file, `${text}x: 1\n`);
  expect(() => allow(file, ['8.8.8.8/32'])).toThrow('c.yaml:4:1  x\n');
});

test.each(['[<your-ip>/32]', '["{{ ip }}", my-office]', '[$IP/32, 203.0.113.10/32]'])(
  'your address comes in the place of what stands for it: %s',
  (from) => {
    const before = `name: c\nowner: dev\naccess: { from: ${from} }\n`;
    writeFileSync(file, before);
    expect(allow(file, ['8.8.8.8/32']).config.access.from).toEqual(['8.8.8.8/32']);
    expect(readFileSync(file, 'utf8')).toBe(before.replace(from, '[8.8.8.8/32]'));
  },
);

test('a range that is only mistyped stays, and is told', () => {
  const before = 'name: c\nowner: dev\naccess: { from: [198.51.100.7.8/32, <your-ip>/32] }\n';
  writeFileSync(file, before);
  expect(() => allow(file, ['8.8.8.8/32'])).toThrow('198.51.100.7.8/32\n    is not an IPv4 range');
  expect(readFileSync(file, 'utf8')).toBe(before);
});

test('a link, a byte order mark and permissions stay', () => {
  writeFileSync(file, `\uFEFF${text}`, { mode: 0o600 });
  const link = join(folder, 'link.yaml');
  symlinkSync('c.yaml', link);
  const { mode } = statSync(file);
  allow(link, ['8.8.8.8/32']);
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(statSync(file).mode).toBe(mode);
  expect(readFileSync(file, 'utf8')).toBe(`\uFEFF${text.replace('203.0.113.10', '8.8.8.8')}`);
});

describe('which file is meant', () => {
  const flag = { type: 'string', help: '' } as const;
  const command = {
    name: 'allow-me',
    flags: { cluster: flag, from: { ...flag, multiple: true }, yes: { ...flag, type: 'boolean' } },
  } as const;
  const call = { command, flags: { from: ['8.8.8.8'], yes: true } };

  test('the only one', () => expect(chooseFile(folder, call)).toBe(file));

  test('the one named, among several', () => {
    writeFileSync(join(folder, 'sock-shop.yaml'), text);
    expect(chooseFile(folder, call, 'c')).toBe(file);
    expect(() => chooseFile(folder, call)).toThrow(
      expect.objectContaining({
        message: 'which cluster? There are c, sock-shop',
        fix: 'write npm run allow-me -- --cluster c --from 8.8.8.8',
      }),
    );
    expect(() => chooseFile(folder, call, 'sockshop')).toThrow('there are c, sock-shop');
  });

  test('none, when there is none', () => {
    expect(() => chooseFile(join(folder, 'none'), call)).toThrow('holds no cluster file');
  });
});
