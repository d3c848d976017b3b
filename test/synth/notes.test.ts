import { describe, expect, test } from '@jest/globals';
import { exampleNotes, lineOn, noteLines, notesOn } from '../../synth/notes.ts';
import { synthesize } from '../../synth/synthesize.ts';
import { configOf } from '../support/configs.ts';

const ada = 'arn:aws:iam::111122223333:user/ada';
const notes = (more: Parameters<typeof configOf>[0], creatorIsAdmin: boolean) =>
  notesOn(
    synthesize(
      configOf({ ...more, access: { from: ['198.51.100.7/32'], admins: [ada], creatorIsAdmin } }),
    ),
  ).map((note) => lineOn('c', note));

test('who may make a cluster that gives its creator nothing is told', () => {
  const note = `note: access.creatorIsAdmin is false: the one who makes the cluster must be one of ${ada}`;
  expect(notes({}, false)).toContain(note);
  expect(notes({}, true)).not.toContain(note);
  expect(notes({ manifestsOnly: true }, false)).not.toContain(note);
});

describe('the example address', () => {
  const noted = (...ranges: string[]) =>
    ranges.map((range, index) => ({
      name: `c${index}`,
      notes: exampleNotes(configOf({ access: { from: [range] } })),
    }));

  test('is told of one cluster with its command', () => {
    const { own, shared } = noteLines(noted('198.51.100.7/32', '8.8.8.8/32'));
    expect([...own]).toEqual([
      [
        'c0',
        [
          'warning: access.from is the example address 198.51.100.7/32; put yours in: npm run allow-me -- --cluster c0',
        ],
      ],
    ]);
    expect(shared).toEqual([]);
  });

  test('is told of many in one line, with each one’s where they differ', () => {
    expect(noteLines(noted('198.51.100.7/32', '198.51.100.7/32')).shared).toEqual([
      "warning: access.from is the example address 198.51.100.7/32, in 2 clusters: c0, c1; put a learner's in: npm run allow-me -- --cluster NAME --from ADDRESS; yours, in all: npm run allow-me -- --all",
    ]);
    expect(noteLines(noted('198.51.100.7/32', '8.8.8.8/32', '198.51.100.9/32')).shared).toEqual([
      "warning: access.from is the example address, in 2 clusters: c0 (198.51.100.7/32), c2 (198.51.100.9/32); put a learner's in: npm run allow-me -- --cluster NAME --from ADDRESS; yours, in all: npm run allow-me -- --all",
    ]);
  });
});
