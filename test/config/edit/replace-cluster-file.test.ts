import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from '@jest/globals';
import { replaceClusterFile } from '../../../config/edit/replace-cluster-file.ts';
import { writeKeys } from '../../../config/edit/write-keys.ts';
import { clusterFolder } from '../../support/cluster-folder.ts';
import { defaultKubernetes } from '../../../tables/kubernetes.ts';
import { previousKubernetes } from '../../support/kubernetes.ts';

const text = `name: c\nowner: dev\nkubernetes: "${previousKubernetes}"\naccess: { from: [203.0.113.10/32] }\nlearnersFrom: class.csv\n`;
const newer = text.replace(previousKubernetes, defaultKubernetes);
const classList = 'name,principal\nann,arn:aws:iam::123456789012:user/ann\n';
const write = () => writeKeys(file, [[['kubernetes'], `"${defaultKubernetes}"`]]);
let folder: string;
let file: string;
beforeEach(() => {
  ({ folder, file } = clusterFolder(text));
  writeFileSync(join(folder, 'class.csv'), classList);
});

test('keys are written, and what changed is told', () => {
  expect(write()).toEqual([`kubernetes: "${defaultKubernetes}"`]);
  expect(readFileSync(file, 'utf8')).toBe(newer);
  expect(write()).toEqual([]);
});

test('a byte order mark stays', () => {
  writeFileSync(file, `\uFEFF${text}`);
  write();
  expect(readFileSync(file, 'utf8')).toBe(`\uFEFF${newer}`);
});

test('a file is valid only with its class list', () => {
  expect(replaceClusterFile(file, newer).learners).toMatchObject([{ name: 'ann' }]);
  writeFileSync(file, text);
  writeFileSync(join(folder, 'class.csv'), `${classList}Ann Other,arn:x\n`);
  expect(write).toThrow('class.csv:3');
  writeFileSync(join(folder, 'class.csv'), 'name,prinicpal\nann,arn:x\n');
  expect(write).toThrow('class.csv:1:6  prinicpal');
  expect(readFileSync(file, 'utf8')).toBe(text);
  expect(readdirSync(folder)).toEqual(['c.yaml', 'class.csv']);
});
