import { expect, test } from '@jest/globals';
import { ageNotes } from '../../synth/age.ts';
import { synthesize } from '../../synth/synthesize.ts';
import {
  calendarRead,
  defaultKubernetes,
  minorOf,
  oldestKubernetes,
} from '../../tables/kubernetes.ts';
import { configOf } from '../support/configs.ts';

const clusters = [
  configOf({ name: 'new' }),
  configOf({ name: 'old', kubernetes: oldestKubernetes, support: 'extended' }),
];
const { standardUntil, extendedUntil } = minorOf(defaultKubernetes);
const on = (day: string) => ageNotes(clusters, day).join('\n');

test('on the day on which the tables were read there is nothing to say', () => {
  expect(ageNotes(clusters, calendarRead)).toEqual([]);
});

test('from the day on which standard support ends, its price is told, and whose it is', () => {
  const ended = `Kubernetes ${defaultKubernetes} left standard support on ${standardUntil}`;
  expect(on(dayBefore(standardUntil))).not.toContain(ended);
  expect(on(standardUntil)).toContain(ended);
  expect(on(standardUntil)).toContain('at 0.60 USD an hour in place of 0.10: new');
});

test('from the day on which EKS sells a minor version no more, that is told', () => {
  const gone = `EKS stopped to sell Kubernetes ${defaultKubernetes} on ${extendedUntil}: new`;
  expect(on(dayBefore(extendedUntil))).not.toContain(gone);
  expect(on(extendedUntil)).toContain(gone);
});

test('a cluster of which only manifests are made has no support to pay for', () => {
  const bare = configOf({ manifestsOnly: true });
  expect(ageNotes([bare], extendedUntil).join()).not.toContain(defaultKubernetes);
});

test('from the day after expires on, that is told, but for a cluster that is not on AWS', () => {
  const expiring = configOf({ name: 'old', expires: calendarRead });
  const bare = configOf({ name: 'bare', expires: calendarRead, manifestsOnly: true });
  const next = new Date(Date.parse(calendarRead) + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  expect(ageNotes([expiring, bare], calendarRead)).toEqual([]);
  expect(ageNotes([expiring, bare], next)).toEqual([
    `warning: expires: ${calendarRead} is past: the next npm run down -- --expired removes old; write a later day into clusters/old.yaml, or leave it out`,
  ]);
});

test('old tables say how old they are', () => {
  const later = new Date(Date.parse(calendarRead) + 200 * 24 * 60 * 60 * 1000);
  expect(on(later.toISOString().slice(0, 10))).toContain(
    `EKS's calendar 200 days (read ${calendarRead})`,
  );
});

test('what is made is the same on any day', () => {
  const before = JSON.stringify(synthesize(clusters[0]!));
  process.env.TABLES_AS_OF = extendedUntil;
  try {
    expect(JSON.stringify(synthesize(clusters[0]!))).toBe(before);
  } finally {
    delete process.env.TABLES_AS_OF;
  }
});

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
}
