import { type Policy, parsePolicy } from '../../../checks/network/evaluate.ts';
import type { ApiRequest } from '../../../control-plane/control-plane.ts';
import { type LiveObject, type LivePod, readAll } from '../live-objects.ts';

export interface Service extends LiveObject {
  readonly spec: {
    readonly type?: string;
    readonly clusterIP?: string;
    readonly externalName?: string;
    readonly selector?: Readonly<Record<string, string>>;
    readonly ports?: readonly ServicePort[];
    readonly loadBalancerClass?: string;
    readonly loadBalancerSourceRanges?: readonly string[];
    readonly externalTrafficPolicy?: string;
  };
}

export interface ServicePort {
  readonly name?: string;
  readonly port: number;
  readonly targetPort?: number | string;
  readonly nodePort?: number;
  readonly protocol?: string;
}

export interface Slice extends LiveObject {
  readonly ports: readonly { readonly name?: string; readonly port?: number }[] | null;
  readonly endpoints:
    | readonly {
        readonly conditions?: { readonly ready?: boolean };
        readonly targetRef?: { readonly name?: string };
      }[]
    | null;
}

/** What decides whether a call gets through, at one moment. */
export interface Network {
  readonly services: readonly Service[];
  readonly slices: readonly Slice[];
  readonly pods: readonly LivePod[];
  readonly policies: readonly Policy[];
  /** The labels of each namespace. */
  readonly namespaces: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/** Reads the Services, what is behind them, and the policies of a cluster. */
export async function readNetwork(api: ApiRequest): Promise<Network> {
  const [services, slices, pods, policies, namespaces] = await Promise.all([
    readAll<Service>(api, '/api/v1/services'),
    readAll<Slice>(api, '/apis/discovery.k8s.io/v1/endpointslices'),
    readAll<LivePod>(api, '/api/v1/pods'),
    readAll(api, '/apis/networking.k8s.io/v1/networkpolicies'),
    readAll(api, '/api/v1/namespaces'),
  ]);
  return {
    services,
    slices,
    pods,
    policies: policies.map(parsePolicy),
    namespaces: new Map(namespaces.map(({ metadata }) => [metadata.name, metadata.labels ?? {}])),
  };
}
