import type { Check } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { fields, list } from '../values.ts';

const finding = findingsOf('required-values');

/** What the API server wants although Kubernetes' schema doesn't say so. */
export const requiredValues: Check = (subject) => {
  const index = indexOf(subject);
  return [
    ...index.pods.flatMap(({ owner, containers }) =>
      containers
        .filter(({ image }) => image === '')
        .map(({ path }) =>
          finding(owner, {
            path: `${path}.image`,
            message: 'is missing: a container has an image',
          }),
        ),
    ),
    ...index.kind('Service').flatMap((service) => {
      const { type, clusterIP, ports } = fields(service.object.spec);
      if (type === 'ExternalName' || clusterIP === 'None' || list(ports).length > 0) return [];
      return [
        finding(service, {
          path: 'spec.ports',
          message: 'is missing: only a headless Service or an ExternalName has no ports',
        }),
      ];
    }),
  ];
};
