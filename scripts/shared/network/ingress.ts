import { at } from '../../../checks/values.ts';
import type { ApiRequest } from '../../../control-plane/control-plane.ts';
import { type LiveObject, readAll } from '../live-objects.ts';

export interface Ingress extends LiveObject {
  readonly spec: {
    readonly ingressClassName?: string;
    readonly defaultBackend?: Backend;
    readonly rules?: readonly {
      readonly host?: string;
      readonly http?: {
        readonly paths: readonly {
          readonly path?: string;
          readonly pathType?: string;
          readonly backend: Backend;
        }[];
      };
    }[];
  };
}

export interface Backend {
  readonly service?: {
    readonly name: string;
    readonly port: { readonly number?: number; readonly name?: string };
  };
}

/** The Ingresses of a cluster, and whose they are. */
export interface Ingresses {
  readonly all: readonly Ingress[];
  /** Those of the classes that a controller serves. */
  servedBy(controller: string): Ingress[];
}

/** Reads the Ingresses of a cluster and their classes. */
export async function readIngresses(api: ApiRequest): Promise<Ingresses> {
  const [classes, all] = await Promise.all([
    readAll(api, '/apis/networking.k8s.io/v1/ingressclasses'),
    readAll<Ingress>(api, '/apis/networking.k8s.io/v1/ingresses'),
  ]);
  return {
    all,
    servedBy: (controller) => {
      const own = classes.filter((one) => at(one, 'spec', 'controller') === controller);
      const names = own.map(({ metadata }) => metadata.name);
      return all.filter(({ spec }) => names.includes(spec.ingressClassName ?? ''));
    },
  };
}

/** Where a request goes, by the rules of Ingresses: the Ingress, and its backend. */
export interface Routed {
  readonly ingress: Ingress;
  readonly backend: Backend;
}

/** The rule that a request's host and path meet: the more exact host, then the longer path. */
export function route(
  ingresses: readonly Ingress[],
  host: string,
  path: string,
): Routed | undefined {
  const found = ingresses.flatMap((ingress) =>
    (ingress.spec.rules ?? []).flatMap((rule) =>
      (rule.http?.paths ?? [])
        .filter(() => isHost(rule.host, host))
        .filter((one) => isPath(one.path ?? '/', one.pathType, path))
        .map((one) => ({
          ingress,
          backend: one.backend,
          rank: [rule.host === host ? 2 : rule.host ? 1 : 0, (one.path ?? '/').length] as const,
        })),
    ),
  );
  const [best] = found.sort((a, b) => b.rank[0] - a.rank[0] || b.rank[1] - a.rank[1]);
  if (best) return { ingress: best.ingress, backend: best.backend };
  const fallback = ingresses.find(({ spec }) => spec.defaultBackend);
  return fallback?.spec.defaultBackend
    ? { ingress: fallback, backend: fallback.spec.defaultBackend }
    : undefined;
}

function isHost(wanted: string | undefined, host: string): boolean {
  if (!wanted) return true;
  if (!wanted.startsWith('*.')) return wanted === host;
  const [, ...rest] = host.split('.');
  return rest.join('.') === wanted.slice(2);
}

function isPath(wanted: string, type: string | undefined, path: string): boolean {
  if (type === 'Exact') return path === wanted;
  const prefix = wanted.replace(/\/$/, '');
  return path === prefix || path.startsWith(`${prefix}/`);
}
