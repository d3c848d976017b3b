import { expect, test } from '@jest/globals';
import { expectedLearners } from '../../../config/learners/expected.ts';
import { synthesize } from '../../../synth/synthesize.ts';
import { learner } from '../../support/class.ts';
import { configOf } from '../../support/configs.ts';

const config = configOf({ learners: [learner('ada'), learner('grace', 32100)] });
const { files, clusterConfig } = synthesize(config);
const file = (path: string) => files.find((one) => one.path === path);

test('what is expected of a learner is what synth makes', () => {
  const learners = expectedLearners(config);
  expect(learners.map(({ name }) => name)).toEqual(['ada', 'grace']);
  for (const one of learners) {
    const { objects = [] } = file(one.file) ?? {};
    const [namespace, ...rest] = objects;
    expect(namespace?.metadata.name).toBe(one.namespace);
    expect(rest.map(({ kind, metadata }) => ({ kind, name: metadata.name }))).toEqual([
      ...one.holds,
      ...one.outside,
    ]);
    expect(rest.map(({ metadata }) => metadata.namespace)).toEqual([
      ...one.holds.map(() => one.namespace),
      ...one.outside.map(() => undefined),
    ]);
    expect(Object.values(one.files)).toEqual(
      files.map(({ path }) => path).filter((path) => path.startsWith(`${one.folder}/`)),
    );
    expect([3, 4, 5].map((exercise) => servicesOf(one.folder, exercise))).toEqual(
      Object.values(one.services),
    );
    expect(clusterConfig?.object.accessConfig?.accessEntries).toContainEqual({
      principalARN: one.principal,
      type: 'STANDARD',
      kubernetesGroups: [one.group],
    });
  }
});

function servicesOf(folder: string, exercise: number) {
  const found = files.find(({ path }) => path.startsWith(`${folder}/${exercise}-`));
  const spec = found?.objects[0]?.spec as
    { type: string; ports: { nodePort?: number }[] } | undefined;
  const nodePort = spec?.ports[0]?.nodePort;
  return { type: spec?.type, ...(nodePort !== undefined && { nodePort }) };
}
