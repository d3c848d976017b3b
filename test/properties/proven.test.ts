import { expect, test } from '@jest/globals';
import { fc } from '../support/random.ts';
import type { Finding, Subject } from '../../checks/check.ts';
import { findings } from '../../checks/run.ts';
import { ofEachObject } from '../../checks/index.ts';
import { prove, unproven } from '../../checks/proven.ts';
import { synthesize } from '../../synth/synthesize.ts';
import { configOf, withIngressNginx } from '../support/configs.ts';
import { pods } from './damage/pods.ts';
import { references } from './damage/references.ts';
import { shapes } from './damage/shapes.ts';
import { copyOf, type Damage } from './damage/subject.ts';
import { settings, TIMEOUT } from './runs.ts';

const outputs = [
  {},
  { sockShop: { storage: 'persistent' }, jenkins: { service: 'LoadBalancer' } },
  { ...withIngressNginx, sockShop: { nodePort: 30001 } },
].map((overrides) => synthesize(configOf(overrides)));

const damages = [shapes, references, pods].flatMap((kind): Damage[] => Object.values(kind));

// Each object as if there were nothing else.
function alone(subject: Subject): Subject[] {
  return subject.files.flatMap((file) =>
    (Array.isArray(file.objects) ? file.objects : []).map((object) => ({
      files: [{ ...file, objects: [object] }],
      prerequisites: [],
      minor: subject.minor,
    })),
  );
}

// Which of several objects with one identity it is, only the others tell.
const asText = (found: readonly Finding[]) =>
  found.map((each) => JSON.stringify({ ...each, nth: undefined })).sort();

test(
  'what is proven of each object by itself depends on nothing but it and the minor',
  () => {
    const damage = fc.tuple(fc.constantFrom(...damages), fc.nat());
    fc.assert(
      fc.property(
        fc.constantFrom(...outputs),
        fc.array(damage, { minLength: 1, maxLength: 6 }),
        (output, all) => {
          const damaged = copyOf(output);
          for (const [make, where] of all) {
            const places = make(damaged);
            if (places.length > 0) places[where % places.length]?.();
          }
          const subject = damaged as unknown as Subject;
          for (const check of ofEachObject) {
            const each = alone(subject).flatMap((one) => check(one));
            expect([check.name, asText(each)]).toEqual([check.name, asText(check(subject))]);
          }
        },
      ),
      settings(0.3),
    );
  },
  TIMEOUT,
);

test('only what was looked at, for the same minor, is proven', () => {
  const [subject] = outputs.map((output): Subject => copyOf(output) as unknown as Subject);
  if (!subject) throw new Error('there is no output');
  expect(findings(subject)).toEqual([]);
  expect(unproven(subject).files).toEqual([]);
  expect(unproven({ ...subject, minor: '1.33' }).files).toHaveLength(subject.files.length);
  // An equal object is another one.
  const [file] = structuredClone(subject.files);
  if (!file) throw new Error('there is no file');
  const more = { ...subject, files: [...subject.files, file] };
  expect(unproven(more).files).toEqual([file]);
  prove(more);
  expect(unproven(more).files).toEqual([]);
});
