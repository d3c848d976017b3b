import { expect, test } from '@jest/globals';
import { classList } from '../../scripts/init/class-list.ts';
import { draftAll } from '../../scripts/init/draft.ts';
import { checker } from '../../scripts/validate/checker.ts';
import { report } from '../../scripts/validate/report.ts';
import { validate } from '../../scripts/validate/validate.ts';
import { leaveCount, refusal } from './support/cases.ts';

// Twice as much takes twice as long; what grows with the square takes four times as long.
const MOST_GROWTH = 3.2;

/** The milliseconds that a processor works on it, which other programs hardly change: the least of three. */
function cpuMs(work: () => void): number {
  const times = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

/** How many times as long it takes for twice as many. */
function growth(what: string, size: number, work: (size: number) => () => void): number {
  const [few, many] = [work(size), work(2 * size)];
  few();
  const [one, two] = [cpuMs(few), cpuMs(many)];
  leaveCount(`growth of ${what}`, 2 * size);
  return two / one;
}

const object = (apiVersion: string, kind: string, metadata: string, rest = '') =>
  `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {${metadata}}\n${rest}\n`;

test.each<[string, number, (i: number) => string]>([
  ['ConfigMaps', 3000, (i) => object('v1', 'ConfigMap', `name: a${i}`, 'data: {a: b}')],
  ['ConfigMaps of one name', 2000, () => object('v1', 'ConfigMap', 'name: a', 'data: {a: b}')],
  ['unknown kinds', 500, (i) => object('v1', `Kind${i}`, `name: a${i}`)],
  [
    'Deployments with findings, among many names',
    500,
    (i) =>
      object('v1', 'ServiceAccount', `name: account${i}`) +
      object('v1', 'ConfigMap', `name: config${i}`) +
      object(
        'apps/v1',
        'Deployment',
        `name: d${i}`,
        `spec: {selector: {matchLabels: {app: a${i}}}, template: {metadata: {labels: {app: a${i}}}, spec: {serviceAccountName: accounts${i}, containers: [{name: c, image: nginx, envFrom: [{configMapRef: {name: configs${i}}}]}]}}}`,
      ),
  ],
  [
    'Services and pods that miss each other',
    1000,
    (i) =>
      object(
        'v1',
        'Service',
        `name: s${i}`,
        `spec: {selector: {app: a${i}}, ports: [{port: 80}]}`,
      ) +
      object(
        'v1',
        'Pod',
        `name: p${i}, labels: {app: b${i}}`,
        'spec: {containers: [{name: c, image: nginx}]}',
      ),
  ],
  [
    'Ingresses to nothing',
    400,
    (i) =>
      object(
        'networking.k8s.io/v1',
        'Ingress',
        `name: i${i}`,
        `spec: {ingressClassName: c${i}, rules: [{host: h${i}.example.com, http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: s${i}, port: {number: 80}}}}]}}]}`,
      ),
  ],
  ['documents that are no objects', 8000, (i) => `---\n- ${i}\n`],
])('validate takes twice as long for twice as many: %s', (what, size, one) => {
  const times = growth(what, size, (count) => {
    const text = Array.from({ length: count }, (_, i) => one(i)).join('');
    return () => void report(validate([{ file: 'a.yaml', text }], checker));
  });
  expect(times).toBeLessThan(MOST_GROWTH);
});

test.each<[string, number, (i: number) => string]>([
  ['names that are none', 100, (i) => `Anna ${i},8.8.8.8,mars-${i}`],
  ['one name', 100, () => 'Anna,8.8.8.8,us-west-2'],
])('init takes twice as long for twice as many wrong lines: %s', (what, size, line) => {
  const times = growth(what, size, (count) => {
    const lines = Array.from({ length: count }, (_, i) => line(i));
    const text = ['name,from,region', ...lines].join('\n');
    return () => {
      const said = refusal(() => void draftAll(classList('c.csv', text, { from: [] })));
      if (said === undefined) throw new Error('nothing was wrong with them');
    };
  });
  expect(times).toBeLessThan(MOST_GROWTH);
});
