import { type About, check } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { likelySelector, podsWith, showSelector } from '../selectors.ts';
import { fields } from '../values.ts';
import { hasAddonPods } from './addon-pods.ts';

const about: About = {
  id: 'service-selector',
  severity: 'broken',
  why: 'A Service whose selector matches no pod has no endpoints, so every request fails.',
  remedy: 'Make the selector match the labels of the pods.',
};
const finding = findingsOf(about);

export const serviceSelector = check(about, (subject) => {
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
});
