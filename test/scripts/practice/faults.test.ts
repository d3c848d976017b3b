import { describe, expect, test } from '@jest/globals';
import { placeOf } from '../../../scripts/practice/faults/fault.ts';
import { faults } from '../../../scripts/practice/faults/faults.ts';
import { aboutFaults } from '../../../scripts/practice/faults/flags.ts';
import { sayingOf } from '../../../scripts/practice/faults/look.ts';
import { PlantedFaults } from '../../../scripts/practice/faults/record.ts';
import { fullAnswer, nextHint } from '../../../scripts/practice/faults/work.ts';
import { done, wrong } from '../../../scripts/verify/exercise.ts';
import { Progress } from '../../../terminal/progress.ts';
import { configOf } from '../../support/configs.ts';
import { temporaryFolder } from '../../support/temporary.ts';

const config = configOf();
const place = placeOf(config);

describe('the faults', () => {
  test('are many, and no two are the same', () => {
    expect(faults.length).toBeGreaterThanOrEqual(15);
    for (const of of [faults.map(({ title }) => title), faults.map(({ symptom }) => symptom)]) {
      expect(new Set(of).size).toBe(faults.length);
    }
  });

  test.each(faults)('$title', (fault) => {
    expect(new Set(fault.hints(place)).size).toBe(3);
    expect(fault.exercises.length).toBeGreaterThan(0);
    const kept = { role: 'ROLE', trust: '{}', type: 'NodePort', group: 'workers' };
    const commands = fault.answer(place, kept);
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) {
      expect(command).toMatch(/^(kubectl|aws|eksctl|npm run) \S/);
      expect(command).not.toContain('undefined');
    }
  });
});

describe('somebody who looks for a fault', () => {
  const planted = (folder: string) => {
    const record = new PlantedFaults(folder);
    record.add({ number: 1, cluster: 'sock-shop', at: '2026-11-29T08:00:00Z', kept: {}, hints: 0 });
    return record;
  };

  test('gets three hints, one after the other, and the answer when asking for it', () => {
    const folder = temporaryFolder();
    const record = planted(folder);
    const ground = { folder, config, now: () => new Date('2026-11-29T08:10:00Z') };
    const hints = faults[0]!.hints(place);
    for (const [index, hint] of hints.entries()) {
      expect(nextHint(ground)[0]).toBe(`Hint ${index + 1} of 3: ${hint}`);
      expect(record.open()).toMatchObject({ hints: index + 1 });
    }
    expect(nextHint(ground)[0]).toBe(`Hint 3 of 3: ${hints[2]}`);
    expect(record.open()).not.toHaveProperty('answeredAt');
    expect(fullAnswer(ground)).toEqual([
      faults[0]!.title,
      '  kubectl apply -f dist/sock-shop/apps/1-sock-shop.k8s.yaml',
    ]);
    expect(record.open()).toMatchObject({ hints: 3, answeredAt: '2026-11-29T08:10:00.000Z' });
  });

  test('is told that nothing is broken, where nothing is', () => {
    const folder = temporaryFolder();
    expect(() => nextHint({ folder, config })).toThrow('nothing is broken on purpose now');
    const record = planted(folder);
    record.change({ ...record.open()!, mendedAt: '2026-11-29T08:20:00Z' });
    expect(() => fullAnswer({ folder, config })).toThrow('nothing is broken on purpose now');
  });

  test('asks in the shell of practice, and for one thing at a time', async () => {
    const flags = {
      break: undefined,
      hint: true,
      answer: true,
      receipt: false,
      cluster: undefined,
    };
    const call = { command: { name: 'practice', flags: {} }, flags };
    const ask = (change: object, folder?: string) =>
      aboutFaults({ ...call, flags: { ...flags, ...change } }, folder, new Progress());
    await expect(ask({})).rejects.toThrow('--hint and --answer are two things');
    await expect(ask({ answer: false })).rejects.toThrow('--hint is for the shell of practice');
    expect(await ask({ hint: false, answer: false })).toBeUndefined();
  });
});

test('verify names a fault by what is not done in its exercises, or by why it could not look', () => {
  const [fault] = faults;
  const evidence = 'front-end does not reach catalogue: Service sock-shop/catalogue selects x';
  const seen = (number: number, item = wrong('the calls', evidence)) => ({
    exercises: [{ number, title: '', items: [item] }],
    complaint: '',
  });
  expect(sayingOf(fault!, seen(1))).toEqual([`the calls: ${evidence}`]);
  expect(sayingOf(fault!, seen(2))).toEqual([]);
  expect(sayingOf(fault!, seen(1, done('the calls', evidence)))).toEqual([]);
  expect(sayingOf(fault!, { exercises: [], complaint: `x: ${evidence}` })).toHaveLength(1);
});
