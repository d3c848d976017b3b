import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { projectFile } from '../support/processes.ts';

const page = readFileSync(projectFile('docs/practice-aws.md'), 'utf8');
const plugin = (file: string) =>
  readFileSync(projectFile(`scripts/practice/aws/plugin/practice_aws/${file}`), 'utf8');

/** The first column of the tables below a heading. */
function firstColumn(heading: string): string {
  const [, below = ''] = page.split(`\n## ${heading}\n`);
  const [text = ''] = below.split('\n## ');
  return [...text.matchAll(/^\| (.+?) \|/gm)].map(([, cell]) => cell).join(' ');
}

const inCode = (text: string, pattern: RegExp) =>
  [...text.matchAll(pattern)].map(([, name = '']) => name).sort();

/** The actions of a class of responses: moto leads each to the method of its name. */
function actionsOf(file: string): string[] {
  return inCode(plugin(file), /^ {4}def ([a-z][a-z_]+)\(self\) -> (?:Answer|EmptyResult):/gm)
    .map((name) => name.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase()))
    .sort();
}

test.each([
  ['EKS', 'eks/responses.py'],
  ['CloudFormation', 'cloudformation/responses.py'],
])('the page has each action of %s that is played, and no other', (heading, file) => {
  expect(inCode(firstColumn(heading), /`([A-Z][A-Za-z]+)`/g)).toEqual(actionsOf(file));
});

test('the page has each type of resource that stacks may have, and no other', () => {
  const types = ['ec2', 'iam', 'eks'].flatMap((kind) =>
    inCode(plugin(`cloudformation/${kind}.py`), /^ {4}"(AWS::\w+::\w+)":/gm),
  );
  expect(types.length).toBeGreaterThan(20);
  expect(inCode(firstColumn('CloudFormation'), /`(AWS::\w+::\w+)`/g)).toEqual(types.sort());
});

test('the page has each service whose backend is ours', () => {
  const services = [
    ...inCode(plugin('registry.py'), /^ {4}(\w+)_backends\.backend = /gm),
    ...inCode(plugin('server.py'), /^_OWN = \{"(\w+)"/gm),
  ];
  const others = firstColumn('Other services').split(/[\s,]+/);
  const told = [...others.filter((word) => word !== 'Service'), 'cloudformation', 'eks'];
  expect(told.sort()).toEqual(services.sort());
});
