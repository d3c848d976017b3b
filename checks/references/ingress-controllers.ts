import type { Subject } from '../check.ts';
import { nameTails, parseImage } from '../containers/image-reference.ts';
import { type Index, indexOf } from '../index-of.ts';
import type { Located } from '../located.ts';
import type { Container, PodTemplate } from '../pods.ts';
import { at, list, text } from '../values.ts';

export type ControllerName = 'nginx' | 'ingress-nginx';

/** An ingress controller among the pods. */
export interface IngressController {
  readonly name: ControllerName;
  readonly pod: PodTemplate;
  readonly container: Container;
  /** Its flags by name, without dashes; a flag without value is `true`. */
  readonly flags: ReadonlyMap<string, { readonly value: string; readonly path: string }>;
}

const byImage: Readonly<Record<string, ControllerName>> = {
  'ingress-nginx/controller': 'ingress-nginx',
  'ingress-nginx/controller-chroot': 'ingress-nginx',
  'nginx/nginx-ingress': 'nginx',
};

/** What each controller calls itself in an IngressClass. */
export const controllerIds: Readonly<Record<ControllerName, string>> = {
  nginx: 'nginx.org/ingress-controller',
  'ingress-nginx': 'k8s.io/ingress-nginx',
};

/** The AWS Load Balancer Controller, which helm installs: no manifest here runs it. */
export const albController = 'ingress.k8s.aws/alb';

const cache = new WeakMap<Subject, IngressController[]>();

/** The ingress controllers in the output. */
export function ingressControllersOf(subject: Subject): readonly IngressController[] {
  let controllers = cache.get(subject);
  if (!controllers) {
    controllers = indexOf(subject).pods.flatMap((pod) =>
      pod.containers.flatMap((container) => {
        const tails = nameTails(parseImage(container.image).name);
        const image = tails.find((tail) => Object.hasOwn(byImage, tail));
        const name = image === undefined ? undefined : byImage[image];
        return name && !container.init ? [{ name, pod, container, flags: flagsOf(container) }] : [];
      }),
    );
    cache.set(subject, controllers);
  }
  return controllers;
}

function flagsOf(container: Container): IngressController['flags'] {
  const flags = new Map<string, { value: string; path: string }>();
  for (const part of ['command', 'args']) {
    list(container.fields[part]).forEach((word, i) => {
      const match = typeof word === 'string' && /^--?([a-z][a-z0-9-]*)(?:=(.*))?$/s.exec(word);
      if (!match) return;
      const path = `${container.path}.${part}[${i}]`;
      flags.set(match[1]!, { value: match[2] ?? 'true', path });
    });
  }
  return flags;
}

/** The Ingresses of the classes that a controller serves. */
export function ingressesOf(index: Index, controllerId: string): Located[] {
  const classes = new Set(
    index
      .kind('IngressClass')
      .filter(({ object }) => at(object, 'spec', 'controller') === controllerId)
      .map(({ name }) => name),
  );
  return index
    .kind('Ingress')
    .filter(({ object }) => classes.has(text(at(object, 'spec', 'ingressClassName')) ?? ''));
}

/** The object that a controller's flag names, as `namespace/name` or by its name alone. */
export function namedBy(
  { flags, pod }: IngressController,
  flag: string,
): { readonly namespace: string; readonly name: string } | undefined {
  const given = flags.get(flag);
  if (!given) return undefined;
  const [name = '', where] = given.value.split('/').reverse();
  return { name, namespace: !where || where === '$(POD_NAMESPACE)' ? pod.namespace : where };
}
