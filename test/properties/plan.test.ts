import { expect, test } from '@jest/globals';
import { compareValues } from '../../scripts/diff/compare.ts';
import { isDefault } from '../../scripts/diff/eksctl/defaults.ts';
import { type FieldChange, formatSteps } from '../../scripts/diff/field-change.ts';
import { normalForm } from '../../scripts/plan/normal-form.ts';
import { type Plan, planBetween } from '../../scripts/plan/plan.ts';
import { fc } from '../support/random.ts';
import { clusterConfig } from './cluster-configs.ts';
import { copyOf, type Fields, ModelCluster } from './model-cluster.ts';
import { runCommand } from './model-commands.ts';
import { settings, TIMEOUT } from './runs.ts';

const plan = (before: Fields, after: Fields): Plan =>
  planBetween(
    { file: 'a.yaml', value: before, isEmpty: false },
    { path: 'f.yaml', file: 'f.yaml', value: after, findings: 0, isEmpty: false, isCut: false },
  );

const pathOf = ({ path }: Pick<FieldChange, 'path'>) => formatSteps(path);

test(
  'from a ClusterConfig to itself there is nothing to do',
  () => {
    fc.assert(
      fc.property(clusterConfig, (config) => {
        expect(plan(config, copyOf(config))).toMatchObject({ changes: [], steps: [] });
      }),
      settings(1),
    );
  },
  TIMEOUT,
);

test(
  'what the commands do makes of the one the other, but for what has a reason not to change',
  () => {
    fc.assert(
      fc.property(clusterConfig, clusterConfig, (before, after) => {
        const { changes, steps } = plan(before, after);
        const cluster = new ModelCluster(before);
        for (const { command, why } of steps) {
          expect(why).toMatch(/\S/);
          runCommand(cluster, command, after);
        }
        const left = compareValues(settled(cluster.config), settled(normalForm(after) as Fields))
          .filter((change) => !isDefault(change) && !isOrder(change))
          .map(pathOf);
        const excused = changes.filter(({ what }) => what !== 'commands');
        for (const { why } of excused) expect(why).toMatch(/\S/);
        // What comes with something that is made anew has to be there afterwards, too.
        const reasons = excused
          .filter(({ why }) => why !== 'what is created again has it')
          .map(({ change }) => pathOf(change));
        expect(left.filter((path) => !reasons.some((one) => isAtOrBelow(path, one)))).toEqual([]);
      }),
      settings(1),
    );
  },
  TIMEOUT,
);

function isAtOrBelow(path: string, other: string): boolean {
  return path === other || path.startsWith(`${other}.`) || path.startsWith(`${other}[`);
}

// What means the same once it is there.
function settled(config: Fields): Fields {
  const copy = copyOf(config);
  for (const addon of (copy.addons ?? []) as Fields[]) {
    if ((addon.podIdentityAssociations as unknown[] | undefined)?.length === 0) {
      delete addon.podIdentityAssociations;
    }
    if (addon.configurationValues === '{}') delete addon.configurationValues;
  }
  if (copy.availabilityZones) copy.availabilityZones = 'looked at';
  for (const list of ['iamIdentityMappings']) {
    if (copy[list]) {
      copy[list] = (copy[list] as unknown[]).map((one) => JSON.stringify(sorted(one))).sort();
    }
  }
  return normalForm(copy) as Fields;
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, child]) => child !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function isOrder({ before, after }: FieldChange): boolean {
  return (
    Array.isArray(before) &&
    Array.isArray(after) &&
    JSON.stringify([...before].sort()) === JSON.stringify([...after].sort())
  );
}

const positions = ({ steps }: Plan, pattern: RegExp) =>
  steps.flatMap(({ command }, index) => (pattern.test(command) ? [index] : []));

test(
  'the order: access, control plane, nodes, addons; the new before the old; access goes last',
  () => {
    fc.assert(
      fc.property(clusterConfig, clusterConfig, (before, after) => {
        const found = plan(before, after);
        const isBefore = (first: RegExp, then: RegExp) => {
          const [last = -1] = positions(found, first).slice(-1);
          const [begin = Infinity] = positions(found, then);
          expect([first.source, last < begin]).toEqual([first.source, true]);
        };
        const newGroup = /eksctl create nodegroup/;
        isBefore(/create accessentry/, /upgrade cluster|nodegroup|addon/);
        isBefore(/upgrade cluster .*--version/, newGroup);
        isBefore(/upgrade (cluster|nodegroup) .*-version 1/, /(create|update) addon -f f/);
        isBefore(/create addon/, /update addon/);
        isBefore(newGroup, /(create|update) addon -f f/);
        const gone = found.steps.filter(
          ({ why, command }) => /delete nodegroup/.test(command) && why.startsWith('drains'),
        );
        const made = positions(found, newGroup);
        for (const step of gone) {
          expect(made.every((index) => index < found.steps.indexOf(step))).toBe(true);
        }
        const locked = found.steps.findIndex(
          ({ why, command }) => /delete accessentry/.test(command) && why.startsWith('removes'),
        );
        const later = locked < 0 ? [] : found.steps.slice(locked);
        for (const { command } of later)
          expect(command).toMatch(
            /^(eksctl (delete|disassociate|utils (update|migrate))|aws eks wait|kubectl)[ -]/,
          );
      }),
      settings(1),
    );
  },
  TIMEOUT,
);
