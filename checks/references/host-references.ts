import type { Subject } from '../check.ts';
import { type Index, indexOf } from '../index-of.ts';
import type { Located } from '../located.ts';
import type { PodTemplate } from '../pods.ts';
import { fields, list, text } from '../values.ts';

/** A place in the output that names a host inside the cluster. */
export interface HostReference {
  readonly owner: Located;
  /** The pod whose configuration names it, if it is a pod's. */
  readonly pod: PodTemplate | undefined;
  readonly path: string;
  /** The value as it is written. */
  readonly written: string;
  readonly service: string;
  readonly namespace: string;
  readonly port: number | undefined;
}

const defaultPorts: Readonly<Record<string, number>> = {
  amqp: 5672,
  http: 80,
  https: 443,
  mongodb: 27017,
  mysql: 3306,
  postgres: 5432,
  postgresql: 5432,
  redis: 6379,
};

const label = '[a-z](?:[-a-z0-9]*[a-z0-9])?';
const url =
  /\b([a-z][a-z0-9+.-]*):\/\/(?:[^\s/@"'`<>$]*@)?([A-Za-z0-9._-]+)(?::(\d{1,5}))?(?![A-Za-z0-9._$({-])/g;
const inCluster = new RegExp(
  `(?<![A-Za-z0-9._-])((?:${label}|[a-z0-9-]+)(?:\\.[a-z0-9-]+)*)\\.svc(?:\\.cluster\\.local)?\\.?(?::(\\d{1,5}))?(?![A-Za-z0-9_-])`,
  'g',
);
const hostAndPort = new RegExp(`^(${label}):(\\d{1,5})$`);
const dataSource = new RegExp(`@(?:tcp)?\\(?(${label})(?::(\\d{1,5}))?\\)?/`);
const bareHost = new RegExp(`^${label}$`);

const localNames = new Set(['localhost', 'host', 'ip6-localhost']);
const words = new Set([
  'all',
  'any',
  'auto',
  'false',
  'no',
  'none',
  'null',
  'off',
  'on',
  'true',
  'yes',
]);
// Settings that hold a host's name, and settings whose `word:number` is something else.
const hostKey = /(^|[-_.a-z])(hosts?|servers?)$/i;
const notHostKey =
  /(virtual|bind|listen|allowed|trusted|public|external)[-_.]?hosts?$|image|tag|version|user|owner|cred|auth|pass|token|secret|digest|key|level|opts|options$/i;

const cache = new WeakMap<Subject, HostReference[]>();

/** Every host inside the cluster that env values, commands, arguments and ConfigMaps name. */
export function hostReferences(subject: Subject): readonly HostReference[] {
  let references = cache.get(subject);
  if (!references) {
    const index = indexOf(subject);
    references = [
      ...index.pods.flatMap((pod) => fromPod(index, pod)),
      ...index.kind('ConfigMap').flatMap((map) => fromConfigMap(index, map)),
    ];
    cache.set(subject, references);
  }
  return references;
}

interface Setting {
  readonly owner: Located;
  readonly pod: PodTemplate | undefined;
  readonly path: string;
  readonly key: string;
  readonly value: string;
  /** Free text names hosts only where they can't be anything else. */
  readonly free: boolean;
}

function fromPod(index: Index, pod: PodTemplate): HostReference[] {
  const { owner } = pod;
  return pod.containers.flatMap(({ fields: container, path }) => {
    const env = list(container.env).flatMap((variable, i): Setting[] => {
      const { name, value } = fields(variable);
      if (typeof value !== 'string') return [];
      const where = `${path}.env[${i}].value`;
      return [{ owner, pod, path: where, key: text(name) ?? '', value, free: false }];
    });
    const words = (['command', 'args'] as const).flatMap((part) =>
      list(container[part]).flatMap((argument, i): Setting[] => {
        const word = text(argument);
        if (word === undefined) return [];
        const flag = /^--?([A-Za-z][\w.-]*)=(.*)$/s.exec(word);
        const where = `${path}.${part}[${i}]`;
        const free = /\s/.test(word);
        return [{ owner, pod, path: where, key: flag?.[1] ?? '', value: flag?.[2] ?? word, free }];
      }),
    );
    return [...env, ...words].flatMap((setting) => hostsIn(index, setting));
  });
}

function fromConfigMap(index: Index, owner: Located): HostReference[] {
  return Object.entries(fields(owner.object.data)).flatMap(([key, value]) => {
    if (typeof value !== 'string') return [];
    const path = `data[${JSON.stringify(key)}]`;
    return hostsIn(index, { owner, pod: undefined, path, key, value, free: value.includes('\n') });
  });
}

function hostsIn(index: Index, setting: Setting): HostReference[] {
  const { owner, key, value, free } = setting;
  if (value.length > 100_000) return [];
  const found = new Map<string, HostReference>();
  const add = (host: string, port: number | undefined): void => {
    const target = resolve(index, host.replace(/\.$/, ''), owner.namespace);
    if (!target) return;
    const place = `${target.namespace}/${target.service}`;
    if (port === undefined && [...found.keys()].some((one) => one.startsWith(`${place}:`))) return;
    const { pod, path } = setting;
    found.set(`${place}:${port ?? ''}`, { owner, pod, path, written: value, ...target, port });
  };
  for (const [, scheme = '', host = '', port] of value.matchAll(url)) {
    // In free text, `http://carts` may be an example: only a name that a cluster gives counts.
    if (scheme === 'file' || scheme === 'unix') continue;
    if (!host.includes('.') && free && !index.find('Service', owner.namespace, host)) continue;
    add(host, portNumber(port) ?? defaultPorts[scheme]);
  }
  for (const [, host = '', port] of value.matchAll(inCluster)) add(`${host}.svc`, portNumber(port));
  if (free || notHostKey.test(key) || value.includes('$(')) return [...found.values()];
  for (const part of value.split(',')) {
    const pair = hostAndPort.exec(part.trim());
    if (pair?.[1] && portNumber(pair[2])) add(pair[1], portNumber(pair[2]));
  }
  const source = value.includes('://') ? null : dataSource.exec(value);
  if (source?.[1]) add(source[1], portNumber(source[2]));
  const bare = bareHost.test(value) && hostKey.test(key) && !words.has(value);
  if (bare) add(value, undefined);
  return [...found.values()];
}

// The Service that a host name means; undefined for what lies outside the cluster.
function resolve(
  index: Index,
  host: string,
  namespace: string,
): { service: string; namespace: string } | undefined {
  const parts = host.split('.');
  if (parts.some((part) => part === '')) return undefined;
  const svc = parts.lastIndexOf('svc');
  const isName = svc === parts.length - 1 || host.endsWith('.svc.cluster.local');
  if (svc > 1 && isName) return { service: parts[svc - 2]!, namespace: parts[svc - 1]! };
  const [service = '', second] = parts;
  if (parts.length === 1) {
    return localNames.has(service) || !bareHost.test(service) ? undefined : { service, namespace };
  }
  if (parts.length === 2 && second && index.namespaces.has(second)) {
    return { service, namespace: second };
  }
  return undefined;
}

function portNumber(digits: string | undefined): number | undefined {
  const port = Number(digits);
  return port >= 1 && port <= 65535 ? port : undefined;
}
