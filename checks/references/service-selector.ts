import type { Check } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { likelySelector, podsWith, showSelector } from '../selectors.ts';
import { fields } from '../values.ts';
import { hasAddonPods } from './addon-pods.ts';

const finding = findingsOf('service-selector');

/** A Service whose selector matches no pod: it has no endpoints, and every request fails. */
export const serviceSelector: Check = (subject) => {
  const index = indexOf(subject);
  return index.kind('Service').flatMap((service) => {
    const { selector, type } = fields(service.object.spec);
    const labels = fields(selector);
    if (type === 'ExternalName' || Object.keys(labels).length === 0) return [];
    const { namespace } = service;
    if (podsWith(index, namespace, labels).length > 0 || hasAddonPods(namespace, labels)) return [];
    const wanted = { matchLabels: labels };
    return [
      finding(service, {
        path: 'spec.selector',
        value: showSelector(wanted),
        message: `selects no pod in namespace ${namespace}: nothing would answer`,
        ...likelySelector(index, namespace, wanted),
        absent: true,
      }),
    ];
  });
};
