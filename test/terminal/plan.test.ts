import { afterEach, expect, jest, test } from '@jest/globals';
import { carryOut } from '../../terminal/plan.ts';

afterEach(() => {
  jest.restoreAllMocks();
});

test('whoever interrupts a plan is told where it stopped, and what continues', async () => {
  const exit = jest.spyOn(process, 'exit').mockReturnValue(undefined as never);
  const said: unknown[] = [];
  jest.spyOn(console, 'log').mockReturnValue();
  jest.spyOn(console, 'error').mockImplementation((line) => void said.push(line));
  const step = (what: string, run = () => {}) => ({ what, run: async () => run() });
  const interrupt = () => void process.emit('SIGINT');
  const steps = [step('Look'), step('Create the cluster', interrupt), step('Wait')];
  const others = process.listeners('SIGINT').length;
  await carryOut({ title: 'Create', steps }, true, 'npm run up -- --yes');
  expect(said).toEqual([
    '\nStopped at step 2 of 3: Create the cluster\nThe steps before it are done. The same command continues from here: npm run up -- --yes',
  ]);
  expect(exit.mock.calls).toEqual([[130]]);
  expect(process.listeners('SIGINT')).toHaveLength(others);
});
