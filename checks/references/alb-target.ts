import { type About, check } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { at, text } from '../values.ts';
import { albController, ingressesOf } from './ingress-controllers.ts';
import { backendsOf } from './ingress-backend.ts';

const about: About = {
  id: 'alb-target',
  severity: 'broken',
  why: 'An ALB that targets instances sends to node ports, and this Service has none.',
  remedy: 'Use target-type: ip, or a Service of type NodePort.',
};
const finding = findingsOf(about);

const targetType = 'alb.ingress.kubernetes.io/target-type';

export const albTarget = check(about, (subject) => {
  const index = indexOf(subject);
  return ingressesOf(index, albController).flatMap((ingress) => {
    const { object, namespace } = ingress;
    const target = text(at(object, 'metadata', 'annotations', targetType)) ?? 'instance';
    if (target !== 'instance') return [];
    return backendsOf(ingress).flatMap(({ service }) => {
      const name = text(at(service, 'name')) ?? '';
      const found = index.find('Service', namespace, name);
      const type = found && (text(at(found.object, 'spec', 'type')) ?? 'ClusterIP');
      if (type !== 'ClusterIP') return [];
      return [
        finding(ingress, {
          path: `metadata.annotations[${JSON.stringify(targetType)}]`,
          value: target,
          message: `sends to node ports, and Service ${name} has none: the controller refuses the Ingress`,
          fix: `write ${targetType}: ip`,
        }),
      ];
    });
  });
});
