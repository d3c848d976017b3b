import type { k8s } from 'cdk8s-plus-27';
import type { ImageName } from '../../tables/images.ts';
import type { Resources } from '../common/resources.ts';

/** One of the shop's workloads: a Deployment or StatefulSet, and its Service. */
export interface Workload {
  readonly name: string;
  readonly image: ImageName;
  /** The container's port, which the Service has too unless it says otherwise. */
  readonly port: { readonly name: string; readonly number: number; readonly service?: number };
  readonly resources: Resources;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly security?: k8s.SecurityContext;
  readonly podSecurity?: k8s.PodSecurityContext;
  /** Answers on /health or another path when given; otherwise a connection must do. */
  readonly healthPath?: string;
  /** Folders that get an empty volume, in memory or on the node's disk. */
  readonly scratch?: Readonly<Record<string, 'memory' | 'disk'>>;
  /** Where the data lives: an empty volume, or with persistent storage one that stays. */
  readonly data?: Data;
  readonly sidecars?: readonly Sidecar[];
  readonly podAnnotations?: Readonly<Record<string, string>>;
  /** Whether Prometheus finds metrics behind the Service, and on which port if not the first. */
  readonly metrics?: { readonly port?: number };
}

/** A workload's data, and what persistent storage changes besides the volume. */
export interface Data {
  readonly path: string;
  readonly size: string;
  /** The image brings data at `path`, which a new volume would hide: copy it there first. */
  readonly seeded?: boolean;
  /** Environment variables of the ephemeral form. */
  readonly ephemeralEnv?: Readonly<Record<string, string>>;
  /** Environment variables that come from a Secret in the persistent form: variable → key. */
  readonly secretEnv?: Readonly<Record<string, string>>;
  /** Without persistent storage the image's own VOLUME holds the data, as upstream's manifests have it. */
  readonly imageVolume?: boolean;
}

export interface Sidecar {
  readonly name: string;
  readonly image: ImageName;
  readonly port: { readonly name: string; readonly number: number };
  readonly env?: Readonly<Record<string, string>>;
  readonly resources: Resources;
  readonly security?: k8s.SecurityContext;
}
