import { expect, test } from '@jest/globals';
import { notesOn } from '../../synth/notes.ts';
import { synthesize } from '../../synth/synthesize.ts';
import { configOf } from '../support/configs.ts';

const ada = 'arn:aws:iam::111122223333:user/ada';
const notes = (more: Parameters<typeof configOf>[0], creatorIsAdmin: boolean) =>
  notesOn(
    synthesize(
      configOf({ ...more, access: { from: ['198.51.100.7/32'], admins: [ada], creatorIsAdmin } }),
    ),
  );

test('who may make a cluster that gives its creator nothing is told', () => {
  const note = `note: access.creatorIsAdmin is false: the one who makes the cluster must be one of ${ada}`;
  expect(notes({}, false)).toContain(note);
  expect(notes({}, true)).not.toContain(note);
  expect(notes({ manifestsOnly: true }, false)).not.toContain(note);
});
