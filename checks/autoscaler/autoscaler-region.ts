import { didYouMean } from '../../terminal/suggest.ts';
import { type About, check } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { at, fields, list, text } from '../values.ts';
import { autoscalersOf } from './autoscalers.ts';

const about: About = {
  id: 'autoscaler-region',
  severity: 'broken',
  why: "In another region the autoscaler finds none of the cluster's node groups.",
  remedy: "Set AWS_REGION to the cluster's region.",
};
const finding = findingsOf(about);

export const autoscalerRegion = check(about, (subject) => {
  const region = text(at(subject.clusterConfig?.object, 'metadata', 'region'));
  if (region === undefined) return [];
  return autoscalersOf(subject).flatMap(({ pod, container }) =>
    list(container.fields.env).flatMap((variable, i) => {
      const { name, value } = fields(variable);
      if (name !== 'AWS_REGION' && name !== 'AWS_DEFAULT_REGION') return [];
      if (typeof value !== 'string' || value === region) return [];
      return [
        finding(pod.owner, {
          path: `${container.path}.env[${i}].value`,
          value,
          message: `is not the cluster's region: it would find no node group`,
          allowed: region,
          fix: didYouMean(value, [region]),
        }),
      ];
    }),
  );
});
