import type { Subject } from '../../checks/check.ts';
import { objectFindings } from '../../checks/index.ts';
import type { KubeObject, OutputFile } from '../../output/manifest.ts';
import { defaultKubernetes } from '../../tables/kubernetes.ts';

type Fields = Record<string, unknown>;

/** A subject that holds objects in one file. */
export function subjectOf(objects: readonly unknown[], more: Partial<Subject> = {}): Subject {
  return {
    files: [fileOf('apps/all.k8s.yaml', objects)],
    prerequisites: [],
    minor: defaultKubernetes,
    ...more,
  };
}

/** A file of objects. */
export function fileOf(
  path: string,
  objects: readonly unknown[],
  more: Partial<OutputFile> = {},
): OutputFile {
  return { path, objects: objects as KubeObject[], ...more };
}

/** The names of the checks that find something in a subject. */
export function reporting(subject: Subject): string[] {
  return [...new Set(objectFindings(subject).map(({ check }) => check))];
}

/** The checks that find something in objects. */
export function reportingOn(...objects: readonly unknown[]): string[] {
  return reporting(subjectOf(objects));
}

/** A container with which every check is content. */
export function container(more: Fields = {}): Fields {
  return {
    name: 'web',
    image: 'example/web:1.2.3',
    ports: [{ name: 'http', containerPort: 8080 }],
    resources: {
      requests: { cpu: '100m', memory: '64Mi' },
      limits: { memory: '128Mi' },
    },
    ...more,
  };
}

export interface Pods {
  readonly name?: string;
  readonly namespace?: string;
  readonly kind?: string;
  readonly spec?: Fields;
  readonly pod?: Fields;
  readonly containers?: readonly unknown[];
  readonly labels?: Record<string, string>;
}

/** A Deployment named `web` with which every check is content, or another workload. */
export function deployment(options: Pods = {}): Fields {
  const { name = 'web', namespace = 'default', kind = 'Deployment', spec = {}, pod = {} } = options;
  const labels = options.labels ?? { app: name };
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace },
    spec: {
      ...(kind !== 'DaemonSet' && { replicas: 1 }),
      ...(kind === 'StatefulSet' && { serviceName: name }),
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: options.containers ?? [container()], ...pod },
      },
      ...spec,
    },
  };
}

/** A Service for the Deployment of its name. */
export function service(spec: Fields = {}, name = 'web', namespace = 'default'): Fields {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace },
    spec: { selector: { app: name }, ports: [{ port: 80, targetPort: 8080 }], ...spec },
  };
}

/** An object of a kind, with whatever it holds. */
export function object(
  apiVersion: string,
  kind: string,
  name: string,
  more: Fields = {},
  namespace?: string,
): Fields {
  return { apiVersion, kind, metadata: { name, ...(namespace && { namespace }) }, ...more };
}

export function namespace(name: string): Fields {
  return object('v1', 'Namespace', name);
}

/** A NetworkPolicy in the namespace default. */
export function policy(name: string, spec: Fields, where = 'default'): Fields {
  return object('networking.k8s.io/v1', 'NetworkPolicy', name, { spec }, where);
}

/** An Ingress to Service web. */
export function ingress(spec: Fields = {}, annotations?: Record<string, string>): Fields {
  const backend = { service: { name: 'web', port: { number: 80 } } };
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: { name: 'web', namespace: 'default', ...(annotations && { annotations }) },
    spec: {
      ingressClassName: 'example',
      rules: [
        { host: 'shop.example.com', http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } },
      ],
      ...spec,
    },
  };
}

export function ingressClass(name = 'example', controller = 'example.com/ingress'): Fields {
  return object('networking.k8s.io/v1', 'IngressClass', name, { spec: { controller } });
}
