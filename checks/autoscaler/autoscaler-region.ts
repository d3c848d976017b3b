import { didYouMean } from '../../terminal/suggest.ts';
import type { Check } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { at, fields, list, text } from '../values.ts';
import { autoscalersOf } from './autoscalers.ts';

const finding = findingsOf('autoscaler-region');

/** An autoscaler that looks for its node groups in another region than the cluster's. */
export const autoscalerRegion: Check = (subject) => {
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
};
