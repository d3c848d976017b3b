import type { ClusterConfig } from '../../config/schema.ts';
import { isByFlux } from '../../charts/flux/by-flux.ts';
import { folderOf } from '../../output/kustomization.ts';
import { identityOf, type KubeObject } from '../../output/manifest.ts';
import { synthesize } from '../../synth/synthesize.ts';

// A range that nobody writes: what changes with it is made from access.from.
const PROBE = '198.18.0.1/32';

/** An object that says who may come in, and whether Flux is the one to apply it. */
export interface Guarded {
  readonly object: KubeObject;
  readonly byFlux: boolean;
}

/** A cluster's objects that are made from access.from: load balancers' ranges, Ingresses, NetworkPolicies. */
export function objectsWithRanges(config: ClusterConfig): Guarded[] {
  const { files } = synthesize(config);
  const others = synthesize({ ...config, access: { ...config.access, from: [PROBE] } }).files;
  return files.flatMap((file, at) => {
    const byFlux = !file.alternative && isByFlux(config.flux, folderOf(file));
    return file.objects
      .filter((object, index) => text(object) !== text(others[at]?.objects[index]))
      .map((object) => ({ object, byFlux }));
  });
}

/** Those of them that run in a cluster with other ranges, and so have to be applied anew. */
export function outdated(
  guarded: readonly KubeObject[],
  live: readonly KubeObject[],
): KubeObject[] {
  return live.flatMap((running) => {
    // The exercises have several Services of one name: the one that is there is meant.
    const meant = guarded.find(
      (object) =>
        identityOf(object) === identityOf(running) &&
        (object.kind !== 'Service' || typeOf(object) === typeOf(running)),
    );
    return meant && rangesIn(meant) !== rangesIn(running) ? [meant] : [];
  });
}

function rangesIn({ spec, metadata }: KubeObject): string {
  const { [LAST_APPLIED]: _, ...annotations } = metadata.annotations ?? {};
  const found = text({ spec, annotations }).match(/\d+\.\d+\.\d+\.\d+\/\d+/g) ?? [];
  return [...new Set(found)].sort().join(' ');
}

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

function typeOf({ spec }: KubeObject): unknown {
  return (spec as { type?: unknown } | undefined)?.type ?? 'ClusterIP';
}

function text(value: unknown): string {
  return JSON.stringify(value) ?? '';
}
