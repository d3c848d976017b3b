import { likelyName } from '../likely-name.ts';
import type { Check } from '../check.ts';
import { findingsOf, someOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { at, text } from '../values.ts';

const finding = findingsOf('headless-service');

/** A StatefulSet whose Service isn't there: its pods get no names of their own. */
export const headlessService: Check = (subject) => {
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
};
