import { likelyName } from '../likely-name.ts';
import { type About, check, type Finding } from '../check.ts';
import { findingsOf, someOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { at, fields, show, text } from '../values.ts';

const about: About = {
  id: 'scale-target',
  severity: 'broken',
  why: "An autoscaler of pods whose target doesn't exist, or whose bounds are crossed, never scales.",
  remedy: 'Name the workload that exists, and keep minReplicas below maxReplicas.',
};
const finding = findingsOf(about);

export const scaleTarget = check(about, (subject) => {
  const index = indexOf(subject);
  return index.kind('HorizontalPodAutoscaler').flatMap((scaler) => {
    const spec = fields(scaler.object.spec);
    const kind = text(at(spec.scaleTargetRef, 'kind'));
    const name = text(at(spec.scaleTargetRef, 'name'));
    const found: Finding[] = [];
    if (kind && name && !index.find(kind, scaler.namespace, name)) {
      const names = index.names(kind, scaler.namespace);
      found.push(
        finding(scaler, {
          path: 'spec.scaleTargetRef.name',
          value: `${kind} ${name}`,
          message: `is not in namespace ${scaler.namespace}: there is nothing to scale`,
          allowed: someOf(names),
          fix: likelyName(name, names),
          absent: true,
        }),
      );
    }
    const least = spec.minReplicas ?? 1;
    const most = spec.maxReplicas;
    if (typeof least === 'number' && typeof most === 'number' && least > most) {
      found.push(
        finding(scaler, {
          path: 'spec.maxReplicas',
          value: show(most),
          message: `is less than minReplicas, which is ${least}`,
          allowed: `at least ${least}`,
        }),
      );
    }
    return found;
  });
});
