import { likelyName } from '../likely-name.ts';
import { type About, check } from '../check.ts';
import { findingsOf, someOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { at, text } from '../values.ts';

const about: About = {
  id: 'ingress-class',
  severity: 'broken',
  why: "No controller serves an Ingress whose class doesn't exist.",
  remedy: 'Create the IngressClass, or name one that exists.',
};
const finding = findingsOf(about);

export const ingressClass = check(about, (subject) => {
  const index = indexOf(subject);
  const classes = index.kind('IngressClass');
  const hasDefault = classes.some(({ object }) => {
    return at(object, 'metadata', 'annotations', defaultClass) === 'true';
  });
  return index.kind('Ingress').flatMap((ingress) => {
    const { object } = ingress;
    const inSpec = text(at(object, 'spec', 'ingressClassName'));
    const name = inSpec ?? text(at(object, 'metadata', 'annotations', legacy));
    if (name === undefined ? hasDefault : classes.some((one) => one.name === name)) return [];
    const names = classes.map((one) => one.name);
    return [
      finding(ingress, {
        path:
          name !== undefined && inSpec === undefined
            ? `metadata.annotations[${JSON.stringify(legacy)}]`
            : 'spec.ingressClassName',
        value: name,
        message:
          name === undefined
            ? 'names no class, and no IngressClass is the default: no controller serves it'
            : 'is a class that nothing provides: no controller serves it',
        allowed: someOf(names),
        fix:
          name === undefined
            ? names.length === 1
              ? `write ingressClassName: ${names[0]}`
              : undefined
            : likelyName(name, names),
        absent: true,
      }),
    ];
  });
});

const legacy = 'kubernetes.io/ingress.class';
const defaultClass = 'ingressclass.kubernetes.io/is-default-class';
