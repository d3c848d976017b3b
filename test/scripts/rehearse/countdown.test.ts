import { expect, test } from '@jest/globals';
import { countdown } from '../../../control-plane/countdown.ts';

test('a build tells how far it is, and about how long the rest takes', () => {
  const told: string[] = [];
  let now = 0;
  const heard = countdown(
    200,
    (text) => told.push(text),
    () => now,
  );
  heard('go: downloading example.com/module v1.0.0');
  for (let done = 1; done <= 200; done += 1) {
    now += 2000;
    heard(`example.com/package/${done}`);
  }
  expect(told[0]).toBe('200 packages to compile');
  expect(told[1]).toBe('1 of 200 packages');
  expect(told[50]).toBe('50 of 200 packages, about 5 min left');
  expect(told[185]).toBe('185 of 200 packages, about a minute left');
  expect(told.at(-1)).toBe('linking');
});
