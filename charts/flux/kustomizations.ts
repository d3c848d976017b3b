import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Kustomization } from '../../imports/flux/types.ts';
import { AGE_SECRET, FLUX_NAMESPACE } from './names.ts';
import { sourceKind } from './source.ts';

export interface FluxKustomizationsProps {
  /** The cluster, which its source is named for. */
  readonly name: string;
  readonly url: string;
  /** The folder below which `folders` lie, from the repository's root. */
  readonly root: string;
  /** The folders that Flux applies; all others wait for `platform`. */
  readonly folders: readonly string[];
  readonly interval: string;
  readonly sops: boolean;
}

const FIRST = 'platform';

/** What Flux applies, folder by folder: each is one Kustomization. */
export class FluxKustomizations extends Chart {
  constructor(scope: Construct, id: string, props: FluxKustomizationsProps) {
    super(scope, id);
    for (const folder of props.folders) new ApiObject(this, folder, kustomization(folder, props));
  }
}

function kustomization(folder: string, props: FluxKustomizationsProps): Kustomization {
  const { name, url, root, folders, interval, sops } = props;
  const waits = folder !== FIRST && folders.includes(FIRST);
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: nameOf(name, folder), namespace: FLUX_NAMESPACE },
    spec: {
      ...(waits && { dependsOn: [{ name: nameOf(name, FIRST) }] }),
      interval,
      retryInterval: '2m',
      timeout: '5m',
      sourceRef: { kind: sourceKind(url), name },
      path: `${root}/${folder}`,
      prune: true,
      wait: true,
      // Deleting this deletes what it applied, except what is annotated to stay.
      deletionPolicy: 'MirrorPrune',
      ...(sops && { decryption: { provider: 'sops', secretRef: { name: AGE_SECRET } } }),
    },
  };
}

// One cluster may be told by Flux on another: the cluster's name keeps the two apart.
function nameOf(cluster: string, folder: string): string {
  return `${cluster}-${folder}`;
}
