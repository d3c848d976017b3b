import { describe, expect, test } from '@jest/globals';
import { learnerPorts } from '../../../config/rules/learner-ports.ts';
import {
  HIGHEST_LEARNER_PORT,
  learnerPortsOf,
  LOWEST_LEARNER_PORT,
} from '../../../config/learners/node-port.ts';
import { classOf, learner, type LearnerKeys } from '../../support/class.ts';
import { configOf } from '../../support/configs.ts';
import { fc } from '../../support/random.ts';

const portsOf = (learners: readonly LearnerKeys[], overrides: object = {}) =>
  learnerPortsOf(configOf({ learners, ...overrides }));
const told = (learners: readonly LearnerKeys[], overrides: object = {}) =>
  learnerPorts(configOf({ learners, ...overrides }));

describe('a learner’s node port', () => {
  test('follows from the name, the same on every machine and as ever', () => {
    expect(portsOf([learner('ada'), learner('grace'), learner('tony')])).toEqual([
      32271, 32095, 32573,
    ]);
  });

  test('is the next free one where someone earlier has it, or another Service', () => {
    expect(portsOf([learner('dorothy'), learner('tony'), learner('ada', 32574)])).toEqual([
      32573, 32575, 32574,
    ]);
    expect(portsOf([learner('ada')], { jenkins: { nodePort: 32271 } })).toEqual([32272]);
    expect(portsOf([learner('ada')], { sockShop: { nodePort: 32271 } })).toEqual([32272]);
    const off = { jenkins: { enabled: false, nodePort: 32271 } };
    expect(portsOf([learner('ada')], off)).toEqual([32271]);
  });

  test('is the written one, wherever it stands and whoever had it', () => {
    expect(portsOf([learner('ada'), learner('grace', 32271)])).toEqual([32272, 32271]);
    expect(portsOf([learner('grace', 32271), learner('ada')])).toEqual([32271, 32272]);
    expect(portsOf([learner('ada', 32000)])).toEqual([32000]);
  });

  test('moves for nobody but those whose names meet', () => {
    const all = classOf(60);
    const before = new Map(all.map(({ name }, index) => [name, portsOf(all)[index]]));
    const changed = [learner('new-at-the-front'), ...all.filter((_, index) => index % 3 !== 0)];
    const ports = portsOf(changed);
    const moved = changed.filter(
      ({ name }, index) => before.has(name) && before.get(name) !== ports[index],
    );
    expect(moved.length).toBeLessThan(5);
  });
});

describe('in any class', () => {
  const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/), { maxLength: 100 });
  const classes = names.map((all) => all.map((name) => learner(name)));

  test('no two have one port, and who comes at the end moves nobody', () => {
    fc.assert(
      fc.property(classes, fc.nat({ max: 100 }), (all, first) => {
        const ports = portsOf(all);
        expect(new Set([32000, ...ports]).size).toBe(all.length + 1);
        expect(portsOf(all.slice(0, first))).toEqual(ports.slice(0, first));
      }),
      { numRuns: 30 },
    );
  });

  test('of as many as there are ports, each has one', () => {
    const alone = { jenkins: { enabled: false } };
    const ports = portsOf(classOf(768), alone);
    expect(new Set(ports).size).toBe(768);
    expect(Math.min(...ports)).toBe(LOWEST_LEARNER_PORT);
    expect(Math.max(...ports)).toBe(HIGHEST_LEARNER_PORT);
    expect(portsOf(classOf(767))).toEqual(ports.slice(0, 767));
    expect(told(classOf(768), alone)).toEqual([]);
    expect(told(classOf(769), alone).map(({ allowed }) => allowed)).toEqual([
      'at most 768, on the ports from 32000 to 32767',
    ]);
  });
});

describe('a written port that somebody has', () => {
  test('is told of the later one; the advice moves nobody', () => {
    const all = [learner('ada', 32573), learner('tony'), learner('grace', 32573)];
    expect(told(all)).toEqual([
      {
        path: ['learners', 2, 'nodePort'],
        message: "is ada's too, and a node port has one Service",
        fix: '32575 is free',
      },
    ]);
    const before = portsOf(all);
    const mended = [all[0]!, all[1]!, learner('grace', 32575)];
    expect(portsOf(mended).slice(0, 2)).toEqual(before.slice(0, 2));
    expect(told(mended)).toEqual([]);
  });

  test('is told of a Service that is there', () => {
    expect(told([learner('ada', 32000)])).toHaveLength(1);
    expect(told([learner('ada', 32000)], { jenkins: { enabled: false } })).toEqual([]);
    expect(told([learner('ada', 32001)], { sockShop: { nodePort: 32001 } })).toHaveLength(1);
  });
});
