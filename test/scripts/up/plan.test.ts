import { describe, expect, test } from '@jest/globals';
import type { Aws } from '../../../aws/clients.ts';
import { upPlan } from '../../../scripts/up/up.ts';
import { synthesize } from '../../../synth/synthesize.ts';
import { configOf, type Overrides } from '../../support/configs.ts';
import { nothingMade } from './support/nothing-made.ts';

// A plan is made of what was read before: nothing more is asked of AWS.
const planOf = (isAlone: boolean, keys: Overrides = {}) => {
  const {
    title,
    steps,
    notes = [],
  } = upPlan({} as Aws, synthesize(configOf(keys)), nothingMade, isAlone);
  return {
    title,
    notes,
    what: steps.map(({ what }) => what),
    commands: steps.flatMap((step) => step.commands ?? []),
  };
};

describe.each<[string, Overrides]>([
  ['the shop and Jenkins', {}],
  ['databases that keep their data', { sockShop: { storage: 'persistent' } }],
  ['Flux', { flux: { url: 'https://github.com/example/clusters' } }],
])('a cluster with %s', (_, keys) => {
  test('alone is what exercise 1 creates, and nothing is applied to it', () => {
    const { title, what, commands, notes } = planOf(true, keys);
    expect(title).toBe('Create sock-shop in us-west-2, and apply nothing to it');
    expect(commands.filter((line) => line.startsWith('kubectl'))).toEqual([]);
    expect(commands).toContain('eksctl create cluster -f dist/sock-shop/eksctl/cluster.yaml');
    expect(what.slice(-3)).toEqual([
      'Connect kubectl',
      'See that the ServiceAccounts cluster-autoscaler are there and have their roles',
      'See whether the addons work',
    ]);
    expect(notes.join('\n')).toMatch(/^price with 3 nodes/);
    expect(notes.at(-1)).toContain('docs/exercises.md');
    expect(notes.join('\n')).not.toMatch(/flux/i);
  });

  test('whole says how the exercises are left to do', () => {
    const { title, commands, notes } = planOf(false, keys);
    expect(title).toBe('Create sock-shop in us-west-2');
    expect(commands.filter((line) => line.startsWith('kubectl'))).not.toEqual([]);
    expect(notes.at(-1)).toContain('--only cluster');
  });
});
