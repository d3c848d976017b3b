import { type About, check } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { matches, showSelector } from '../selectors.ts';
import { at, textEntries } from '../values.ts';

const about: About = {
  id: 'workload-selector',
  severity: 'refused',
  why: "The API server refuses a workload whose selector doesn't match its own pods.",
  remedy: "Write the same labels in the selector and in the pod's template.",
};
const finding = findingsOf(about);

const selecting = new Set(['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet']);

export const workloadSelector = check(about, (subject) =>
  indexOf(subject).pods.flatMap(({ owner, labels }) => {
    const selector = at(owner.object, 'spec', 'selector');
    if (!selecting.has(owner.kind) || selector === undefined) return [];
    const empty = Object.keys(Object(selector)).length === 0;
    if (!empty && matches(selector, labels)) return [];
    const has = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
    const missing = textEntries(at(selector, 'matchLabels')).find(
      ([key, value]) => labels[key] !== value,
    );
    return [
      finding(owner, {
        path: 'spec.selector',
        value: showSelector(selector),
        message: "doesn't match the labels of its own pods",
        allowed: has.join(', ') || "the pods' labels, of which there are none",
        fix: missing && `give spec.template.metadata.labels ${missing[0]}: ${missing[1]}`,
      }),
    ];
  }),
);
