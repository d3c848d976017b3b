import { describe, expect, test } from '@jest/globals';
import { learnerPorts } from '../../../config/rules/learner-ports.ts';
import {
  HIGHEST_LEARNER_PORT,
  LOWEST_LEARNER_PORT,
  nodePortOf,
} from '../../../config/learners/node-port.ts';
import { classOf, learner, type LearnerKeys } from '../../support/class.ts';
import { configOf } from '../../support/configs.ts';

const portsOf = (learners: readonly LearnerKeys[]) =>
  new Map(configOf({ learners }).learners.map((one) => [one.name, nodePortOf(one)]));
const told = (learners: readonly LearnerKeys[], overrides: object = {}) =>
  learnerPorts(configOf({ learners, ...overrides }));

describe('a learner’s node port', () => {
  test('follows from the name, the same on every machine', () => {
    expect([...portsOf([learner('ada'), learner('grace')])]).toEqual([
      ['ada', 32271],
      ['grace', 32095],
    ]);
  });

  test('is the written one where there is one', () => {
    expect(portsOf([learner('ada', 32000)]).get('ada')).toBe(32000);
  });

  test('lies in the range, and never on 32000 by itself', () => {
    const ports = [...portsOf(classOf(2000)).values()];
    expect(Math.min(...ports)).toBe(LOWEST_LEARNER_PORT + 1);
    expect(Math.max(...ports)).toBe(HIGHEST_LEARNER_PORT);
  });

  test('stays when others come, go or change places', () => {
    const all = classOf(60);
    const before = portsOf(all);
    const changed = [
      learner('new-at-the-front'),
      ...all.filter((_, index) => index % 3 !== 0).toReversed(),
      learner('new-at-the-end', 32500),
    ];
    const moved = [...portsOf(changed)].filter(
      ([name, port]) => !name.startsWith('new') && before.get(name) !== port,
    );
    expect(moved).toEqual([]);
  });
});

describe('a clash', () => {
  test('of two names is told of the later one, with a port that is free', () => {
    expect(told([learner('dorothy'), learner('tony'), learner('next', 32574)])).toEqual([
      expect.objectContaining({
        path: ['learners', 1, 'name'],
        message: expect.stringContaining("32573, which is dorothy's"),
        fix: expect.stringContaining('nodePort: 32575'),
      }),
    ]);
  });

  test('is over once the advice is followed, for all at once', () => {
    const all = classOf(200);
    const violations = told(all);
    expect(violations.length).toBeGreaterThan(10);
    const fixed = all.map((one, index) => {
      const violation = violations.find(({ path }) => path[1] === index);
      const port = /nodePort: (\d+)/.exec(violation?.fix ?? '')?.[1];
      return port ? { ...one, nodePort: Number(port) } : one;
    });
    expect(told(fixed)).toEqual([]);
  });

  test('of a written port with a name is told of the written one, wherever it stands', () => {
    const [ada, written] = [learner('ada'), learner('grace', 32271)];
    expect(told([ada, written]).map(({ path }) => path)).toEqual([['learners', 1, 'nodePort']]);
    expect(told([written, ada]).map(({ path }) => path)).toEqual([['learners', 0, 'nodePort']]);
  });

  test('with a Service that is not there is none', () => {
    const taken = { jenkins: { nodePort: 32271 } };
    expect(told([learner('ada')], taken)).toHaveLength(1);
    expect(told([learner('ada')], { jenkins: { enabled: false, nodePort: 32271 } })).toEqual([]);
    expect(told([learner('ada')], { sockShop: { nodePort: 32271 } })).toHaveLength(1);
    expect(told([learner('ada')], { sockShop: { enabled: false, nodePort: 32271 } })).toEqual([]);
  });
});

test('the range is exhausted by one learner more than it has ports', () => {
  const written = (count: number) =>
    Array.from({ length: count }, (_, index) => learner(`l${index}`, LOWEST_LEARNER_PORT + index));
  const alone = { jenkins: { enabled: false } };
  expect(told(written(768), alone)).toEqual([]);
  const more = [...written(768), learner('one-more')];
  expect(told(more, alone).map(({ allowed }) => allowed)).toEqual([
    'at most 768, on the ports from 32000 to 32767',
  ]);
});
