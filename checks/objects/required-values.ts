import { type About, check } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { fields, list } from '../values.ts';

const about: About = {
  id: 'required-values',
  severity: 'refused',
  why: "The API server requires this value, though the published schema doesn't say so.",
  remedy: 'Add the value.',
};
const finding = findingsOf(about);

export const requiredValues = check(about, (subject) => {
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
});
