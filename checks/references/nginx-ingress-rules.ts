import { images } from '../../tables/images.ts';
import { refusesHostless } from '../../tables/ingress-releases.ts';
import { type About, check, type Finding } from '../check.ts';
import { parseImage } from '../containers/image-reference.ts';
import { findingsOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import type { Located } from '../located.ts';
import { at, fields, list, text } from '../values.ts';
import {
  controllerIds,
  type IngressController,
  ingressControllersOf,
  ingressesOf,
} from './ingress-controllers.ts';

const about: About = {
  id: 'nginx-ingress-rules',
  severity: 'broken',
  why: "F5's NGINX controller rejects such an Ingress, though the API server takes it.",
  remedy: 'Write the rule in a form that the controller takes.',
};
const finding = findingsOf(about);

// nginx/kubernetes-ingress 5.5.4, internal/k8s/validation.go: it rejects these by an event that nobody reads.
const validPath = /^\/[^\s;]*$/;

export const nginxIngressRules = check(about, (subject) => {
  const controller = ingressControllersOf(subject).find(({ name }) => name === 'nginx');
  if (!controller) return [];
  const hostless = hostlessNeeds(controller);
  return ingressesOf(indexOf(subject), controllerIds.nginx).flatMap((ingress) =>
    rejected(ingress, hostless),
  );
});

/** What the controller lacks to take a rule without a host; undefined where it takes one. */
function hostlessNeeds({ container, flags }: IngressController): string | undefined {
  if (refusesHostless(parseImage(container.image).tag ?? '')) {
    return `run ${images.nginxIngress} with -allow-empty-ingress-host: no release before 5.5 has that flag`;
  }
  if (flags.get('allow-empty-ingress-host')?.value === 'true') return undefined;
  return 'run the controller with -allow-empty-ingress-host';
}

function rejected(ingress: Located, hostless: string | undefined): Finding[] {
  const rules = list(at(ingress.object, 'spec', 'rules'));
  const found: Finding[] = [];
  const tell = (path: string, message: string, fix: string, value?: string): void => {
    found.push(finding(ingress, { path, value, message, fix }));
  };
  if (rules.length === 0) {
    tell(
      'spec.rules',
      'is empty: this controller rejects an Ingress that has only a default backend',
      'write a rule',
    );
  }
  const hosts = new Set<string>();
  rules.forEach((rule, r) => {
    const host = text(at(rule, 'host')) ?? '';
    const where = `spec.rules[${r}]`;
    if (!host && hostless) {
      tell(
        `${where}.host`,
        'is missing: this controller rejects a rule without a host',
        `write a host, or ${hostless}`,
      );
    }
    if (hosts.has(host)) {
      tell(`${where}.host`, 'is there twice: this controller rejects it', 'join the rules', host);
    }
    hosts.add(host);
    list(at(rule, 'http', 'paths')).forEach((value, p) => {
      const { path, pathType, backend } = fields(value);
      const here = `${where}.http.paths[${p}]`;
      if (at(backend, 'resource') !== undefined) {
        tell(`${here}.backend.resource`, 'is rejected by this controller', 'name a Service');
      }
      const written = text(path) ?? '';
      if (!written && pathType === 'ImplementationSpecific') return;
      if (!validPath.test(written) || written.startsWith('//') || /\/\.\.(\/|$)/.test(written)) {
        tell(
          `${here}.path`,
          'is a path that this controller rejects',
          'write one such as /shop',
          written,
        );
      }
    });
  });
  for (const key of Object.keys(fields(at(ingress.object, 'metadata', 'annotations')))) {
    if (!key.startsWith('nginx.ingress.kubernetes.io/')) continue;
    const own = key.replace('nginx.ingress.kubernetes.io/', 'nginx.org/');
    tell(
      `metadata.annotations[${JSON.stringify(key)}]`,
      "is ingress-nginx's annotation: this controller ignores it",
      `use one of this controller's, such as ${own}`,
    );
  }
  return found;
}
