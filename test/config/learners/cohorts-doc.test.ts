import { expect, test } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { priceOf } from '../../../checks/capacity/price.ts';
import { nodesFor } from '../../../checks/capacity/learners-fit.ts';
import { nodeGroupOf } from '../../../checks/capacity/node-group.ts';
import { findings } from '../../../checks/run.ts';
import { balancedAtOnce } from '../../../checks/exposure/exposure.ts';
import { loadClusters } from '../../../config/load.ts';
import { synthesize } from '../../../synth/synthesize.ts';
import { classOf, learner } from '../../support/class.ts';
import { configOf } from '../../support/configs.ts';
import { projectFile } from '../../support/processes.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const page = readFileSync(projectFile('docs/cohorts.md'), 'utf8');
const block = (language: string) => page.split(`\`\`\`${language}\n`)[1]?.split('```')[0] ?? '';
const shared = (count: number, nodes: object) =>
  synthesize(
    configOf({
      learners: classOf(count).map(({ name }, index) => learner(name, 32_001 + index)),
      nodes,
    }),
  );

test('the prices are those that npm run capacity reckons', () => {
  const rows = [...page.matchAll(/^\| +(\d+) \|(.*)\|$/gm)].map(([, count, rest = '']) => ({
    count: Number(count),
    cells: rest.split('|').map((cell) => cell.trim()),
  }));
  expect(rows.map(({ count }) => count)).toEqual([12, 20, 60]);
  const own = priceOf(synthesize(configOf()), 't3.large', 2).hour;
  for (const { count, cells } of rows) {
    const [, , nodes = ''] = cells;
    const [, number, instanceType = ''] = /^(\d+) × (\S+)$/.exec(nodes) ?? [];
    const subject = shared(count, { instanceType, min: 2, desired: 2, max: 20 });
    const group = nodeGroupOf(subject);
    expect(group && nodesFor(subject, group, count)).toBe(Number(number));
    const { hour } = priceOf(subject, instanceType, Number(number));
    const each = [own, hour / count].map((price) => price.toFixed(2));
    expect(cells).toEqual([(own * count).toFixed(2), hour.toFixed(2), nodes, ...each]);
  }
});

test('a load balancer costs what the page says', () => {
  const balanced = synthesize(configOf({ jenkins: { service: 'LoadBalancer' } }));
  const price = (subject: typeof balanced) => priceOf(subject, 't3.large', 2).hour;
  const added = price(balanced) - price(synthesize(configOf()));
  expect(page.replaceAll(/\s+/g, ' ')).toContain(`adds ${added.toFixed(2)} an hour`);
});

test('as many load balancers at a time as the page says', () => {
  const nodes = { instanceType: 't3.xlarge', max: 20 };
  expect(page).toContain(`${balancedAtOnce(shared(20, nodes))} learners can have theirs at a time`);
});

test('its cluster file and its class list are good, and the same', () => {
  const folder = temporaryFolder();
  const file = block('yaml');
  const listed = `${file.split('learners:')[0]}learnersFrom: class.csv\n`;
  const load = (text: string) => {
    writeFileSync(join(folder, 'class.yaml'), text);
    return loadClusters(folder).map(({ config }) => config);
  };
  writeFileSync(join(folder, 'class.csv'), block('csv'));
  const [inFile] = load(file);
  const [inList] = load(listed);
  expect(inFile?.learners).toHaveLength(2);
  expect(inList).toEqual({ ...inFile, learnersFrom: 'class.csv' });
  expect(inFile && findings(synthesize(inFile))).toEqual([]);
});

test('its cluster file has room for as many learners as it says, and not for one more', () => {
  const [, nodes = '', room] =
    /^nodes: (\{.*\}) # room for (\d+) learners$/m.exec(block('yaml')) ?? [];
  const judge = (count: number) => findings(shared(count, parse(nodes) as object));
  expect(judge(Number(room))).toEqual([]);
  expect(judge(Number(room) + 1)).toHaveLength(1);
});
