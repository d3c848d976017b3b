import { likelyName } from '../likely-name.ts';
import { type About, check } from '../check.ts';
import { findingsOf, someOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { at, text } from '../values.ts';

const about: About = {
  id: 'headless-service',
  severity: 'broken',
  why: 'Without its Service the pods of a StatefulSet have no stable names in DNS.',
  remedy: 'Create a headless Service with the name that serviceName says.',
};
const finding = findingsOf(about);

export const headlessService = check(about, (subject) => {
  const index = indexOf(subject);
  return index.kind('StatefulSet').flatMap((set) => {
    const name = text(at(set.object, 'spec', 'serviceName'));
    if (!name || index.find('Service', set.namespace, name)) return [];
    const names = index.names('Service', set.namespace);
    return [
      finding(set, {
        path: 'spec.serviceName',
        value: name,
        message: `is a Service that namespace ${set.namespace} does not have`,
        allowed: someOf(names),
        fix: likelyName(name, names) ?? 'add the Service, with clusterIP: None',
        absent: true,
      }),
    ];
  });
});
