import { describe, expect, test } from '@jest/globals';
import { fc } from '../support/random.ts';
import type { Subject } from '../../checks/check.ts';
import { findings } from '../../checks/run.ts';
import { synthesize } from '../../synth/synthesize.ts';
import { configOf, type Overrides, withIngressNginx } from '../support/configs.ts';
import { cluster } from './damage/cluster.ts';
import { network } from './damage/network.ts';
import { pods } from './damage/pods.ts';
import { references } from './damage/references.ts';
import { shapes } from './damage/shapes.ts';
import { copyOf, type Damage } from './damage/subject.ts';
import { settings, TIMEOUT } from './runs.ts';
import { oldestKubernetes } from '../../tables/kubernetes.ts';

const clusters: readonly Overrides[] = [
  {},
  { sockShop: { storage: 'persistent' }, jenkins: { service: 'LoadBalancer' } },
  { ...withIngressNginx, sockShop: { nodePort: 30001 } },
  { ingress: { controller: 'alb' }, jenkins: { service: 'NodePort' } },
  { kubernetes: oldestKubernetes, manifestsOnly: true },
  { sockShop: { enabled: false }, ingress: { controller: 'none' } },
];

const outputs = clusters.map((overrides) => synthesize(configOf(overrides)));

const damages: readonly [string, Damage][] = [shapes, references, pods, network, cluster].flatMap(
  (kind) => Object.entries(kind),
);

const subjectOf = (damaged: ReturnType<typeof copyOf>) => damaged as unknown as Subject;

describe('damage is reported', () => {
  test.each(damages)(
    '%s',
    (_, damage) => {
      const possible = outputs.filter((output) => damage(copyOf(output)).length > 0);
      expect(possible).not.toEqual([]);
      fc.assert(
        fc.property(fc.constantFrom(...possible.keys()), fc.nat(), (index, where) => {
          const damaged = copyOf(possible[index]!);
          const places = damage(damaged);
          places[where % places.length]!();
          expect(findings(subjectOf(damaged))).not.toEqual([]);
        }),
        settings(0.75 / damages.length),
      );
    },
    TIMEOUT,
  );
});

test(
  'several damages at once crash nothing',
  () => {
    const one = fc.tuple(fc.constantFrom(...damages.map(([, damage]) => damage)), fc.nat());
    fc.assert(
      fc.property(
        fc.constantFrom(...outputs),
        fc.array(one, { minLength: 2, maxLength: 12 }),
        (output, all) => {
          const damaged = copyOf(output);
          for (const [damage, where] of all) {
            const places = damage(damaged);
            if (places.length > 0) places[where % places.length]!();
          }
          expect(findings(subjectOf(damaged))).toEqual(expect.any(Array));
        },
      ),
      settings(0.05),
    );
  },
  TIMEOUT,
);
