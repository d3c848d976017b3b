import { cidrProblem } from './cidr-problem.ts';
import { at, fields, list, text } from '../../../checks/values.ts';
import type { KubeObject } from '../../../output/manifest.ts';

/** An ingress controller as it is started. */
export interface Controller {
  readonly release: string;
  readonly args: readonly string[];
}

const HOSTLESS = '-allow-empty-ingress-host';

/**
 * What F5's controller would refuse of an Ingress: nginx/kubernetes-ingress v5.5.4, internal/k8s/validation.go, and
 * cmd/nginx-ingress/flags.go for what it may be started with.
 */
export function nginxProblems(ingress: KubeObject, { release, args }: Controller): string[] {
  const knowsHostless = atLeast(release, 5, 5);
  const isHostless = args.includes(HOSTLESS);
  const rules = list(at(ingress, 'spec', 'rules')).map(fields);
  const hosts = rules.map(({ host }) => text(host) ?? '');
  return [
    ...(isHostless && !knowsHostless ? [`${release} knows no flag ${HOSTLESS}`] : []),
    ...(rules.length === 0 ? ['spec.rules: Required value'] : []),
    ...hosts.flatMap((host, index) => [
      ...(host === '' && !(knowsHostless && isHostless)
        ? [`spec.rules[${index}].host: Required value`]
        : []),
      ...(hosts.indexOf(host) < index ? [`spec.rules[${index}].host: Duplicate value`] : []),
    ]),
    ...pathsOf(ingress).flatMap(({ path, backend }) => [
      ...(backend.resource === undefined ? [] : ['resource backends are not supported']),
      ...(backend.service === undefined ? ['backend.service: Required value'] : []),
      ...(isNginxPath(path) ? [] : [`path: Invalid value ${JSON.stringify(path)}`]),
    ]),
    ...annotationsOf(ingress)
      .filter(([key]) => key.startsWith('nginx.ingress.kubernetes.io/'))
      .map(([key]) => `${key} is another controller's annotation`),
  ];
}

/** The same of kubernetes/ingress-nginx v1.15.1: strict-validate-path-type, which is on by default since 1.12. */
export function ingressNginxProblems(ingress: KubeObject): string[] {
  return [
    ...pathsOf(ingress)
      .filter(({ path, pathType }) => pathType !== 'ImplementationSpecific' && !isPlain(path))
      .map(({ path }) => `path ${JSON.stringify(path)} cannot be used with its pathType`),
    ...annotationsOf(ingress)
      .filter(([key]) => key.startsWith('nginx.org/'))
      .map(([key]) => `${key} is another controller's annotation`),
  ];
}

const albPrefix = 'alb.ingress.kubernetes.io/';

const albRules: Readonly<Record<string, (value: string) => boolean>> = {
  scheme: (value) => ['internal', 'internet-facing'].includes(value),
  'target-type': (value) => ['instance', 'ip'].includes(value),
  'inbound-cidrs': (value) => value.split(',').every((range) => !cidrProblem(range.trim())),
  'listen-ports': (value) => {
    const ports = JSON.parse(value) as Record<string, unknown>[];
    return ports.every((one) =>
      Object.entries(one).every(
        ([protocol, port]) => ['HTTP', 'HTTPS'].includes(protocol) && Number.isInteger(port),
      ),
    );
  },
  'healthcheck-path': (value) => value.startsWith('/'),
  'group.name': (value) => /^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/.test(value),
};

/** The same of the AWS Load Balancer Controller: docs/guide/ingress/annotations.md at v3.5.0. */
export function albProblems(ingress: KubeObject): string[] {
  return annotationsOf(ingress)
    .filter(([key]) => key.startsWith(albPrefix))
    .flatMap(([key, value]) => {
      const rule = albRules[key.slice(albPrefix.length)];
      if (!rule) return [`${key} is not an annotation that it knows`];
      return rule(value) ? [] : [`${key}: Invalid value ${JSON.stringify(value)}`];
    });
}

function pathsOf(ingress: KubeObject) {
  const rules = list(at(ingress, 'spec', 'rules'));
  return rules.flatMap((rule) =>
    list(at(rule, 'http', 'paths')).map((value) => {
      const { path, pathType, backend } = fields(value);
      return { path: text(path) ?? '', pathType, backend: fields(backend) };
    }),
  );
}

function annotationsOf({ metadata }: KubeObject): [string, string][] {
  return Object.entries(metadata.annotations ?? {});
}

function isNginxPath(path: string): boolean {
  const isWritten = /^\/[^\s;]*$/.test(path) && !path.startsWith('//');
  return isWritten && !path.split('/').includes('..') && !/\{[A-Za-z]+\}/.test(path);
}

function isPlain(path: string): boolean {
  return /^\/[A-Za-z0-9_\-/]*$/.test(path);
}

function atLeast(release: string, major: number, minor: number): boolean {
  const [ownMajor = 0, ownMinor = 0] = release.split('.').map(Number);
  return ownMajor > major || (ownMajor === major && ownMinor >= minor);
}
