import { type About, check } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { at, show } from '../values.ts';
import { type ControllerName, controllerIds, ingressControllersOf } from './ingress-controllers.ts';

const about: About = {
  id: 'class-controller',
  severity: 'broken',
  why: 'No controller here serves the IngressClass, so its Ingresses get no address.',
  remedy: 'Install the controller, or name the one that runs.',
};
const finding = findingsOf(about);

export const classController = check(about, (subject) => {
  const index = indexOf(subject);
  const controllers = ingressControllersOf(subject);
  const classes = index.kind('IngressClass');
  const withoutController = classes.flatMap((one) => {
    const id = at(one.object, 'spec', 'controller');
    const known = (Object.keys(controllerIds) as ControllerName[]).find(
      (name) => controllerIds[name] === id,
    );
    if (!known || controllers.some(({ name }) => name === known)) return [];
    return [
      finding(one, {
        path: 'spec.controller',
        value: show(id),
        message: 'is a controller that nothing runs: no Ingress of this class is served',
        fix: 'add its Deployment, or use the class of a controller that runs',
        absent: true,
      }),
    ];
  });
  const mismatched = controllers.flatMap(({ name, pod, container, flags }) => {
    if (name === 'nginx') {
      const flag = flags.get('ingress-class');
      const wanted = flag?.value ?? 'nginx';
      const own = classes.find((one) => one.name === wanted);
      if (own && at(own.object, 'spec', 'controller') === controllerIds.nginx) return [];
      return [
        finding(pod.owner, {
          path: flag?.path ?? `${container.path}.args`,
          value: wanted,
          message: own
            ? `is an IngressClass of another controller: this one ends with an error when it starts`
            : 'is an IngressClass that nothing creates: the controller ends with an error when it starts',
          fix: `add an IngressClass ${wanted} with controller ${controllerIds.nginx}`,
          absent: own ? undefined : true,
        }),
      ];
    }
    const flag = flags.get('controller-class');
    const wanted = flag?.value ?? controllerIds[name];
    if (classes.some((one) => at(one.object, 'spec', 'controller') === wanted)) return [];
    return [
      finding(pod.owner, {
        path: flag?.path ?? `${container.path}.args`,
        value: wanted,
        message: 'is a controller that no IngressClass names: it serves nothing',
        fix: `add an IngressClass with controller ${wanted}`,
        absent: true,
      }),
    ];
  });
  return [...withoutController, ...mismatched];
});
