import {
  builtEksctl,
  builtEtcd,
  builtKwok,
  builtMinors,
  kustomizeController,
  sourceController,
} from '../tables/control-planes.ts';
import { type KubernetesVersion, minorOf } from '../tables/kubernetes.ts';

/** A Go module of `go/` and what is built from it. */
export interface ComponentGroup {
  name: GroupName;
  version: string;
  /** The module of the binaries' packages. */
  module: string;
  binaries: Binary[];
  ldflags: string;
  files: CopiedFiles[];
  /** No part of a control plane: it is built only where it is named. */
  onRequest?: true;
  /** Whose modules it takes, so that most of its packages are compiled already once that group is built. */
  modulesOf?: GroupName;
}

export type GroupName = 'etcd' | KubernetesVersion | 'kwok' | 'kustomize-controller' | 'eksctl';

export interface Binary {
  name: BinaryName;
  package: string;
}

export type BinaryName =
  | 'etcd'
  | 'kube-apiserver'
  | 'kube-controller-manager'
  | 'kube-scheduler'
  | 'kubectl'
  | 'kwok'
  | 'kustomize-controller'
  | 'eksctl';

/** Files that a module publishes beside its code, copied to `to` in the cache. */
export interface CopiedFiles {
  module: string;
  version: string;
  from: string;
  to: string;
}

const STRIPPED = '-s -w';

/** Everything that `control-plane:build` builds, in the order of the building. */
export const GROUPS: ComponentGroup[] = [
  {
    name: 'etcd',
    version: builtEtcd,
    module: 'go.etcd.io/etcd/server/v3',
    binaries: [{ name: 'etcd', package: 'go.etcd.io/etcd/server/v3' }],
    ldflags: STRIPPED,
    files: [],
  },
  ...builtMinors.map(kubernetes),
  {
    name: 'kwok',
    version: builtKwok,
    module: 'sigs.k8s.io/kwok',
    binaries: [{ name: 'kwok', package: 'sigs.k8s.io/kwok/cmd/kwok' }],
    ldflags: STRIPPED,
    modulesOf: builtMinors.at(-1)!,
    files: ['node/fast', 'pod/fast'].map((stage) => ({
      module: 'sigs.k8s.io/kwok',
      version: builtKwok,
      from: `kustomize/stage/${stage}`,
      to: 'stages',
    })),
  },
  {
    name: 'kustomize-controller',
    version: kustomizeController,
    module: 'github.com/fluxcd/kustomize-controller',
    binaries: [{ name: 'kustomize-controller', package: 'github.com/fluxcd/kustomize-controller' }],
    ldflags: STRIPPED,
    files: [
      {
        module: 'github.com/fluxcd/kustomize-controller',
        version: kustomizeController,
        from: 'config/crd/bases',
        to: 'crds',
      },
      {
        module: 'github.com/fluxcd/source-controller',
        version: sourceController,
        from: 'config/crd/bases',
        to: 'crds',
      },
    ],
  },
  {
    name: 'eksctl',
    version: builtEksctl,
    module: 'github.com/weaveworks/eksctl',
    binaries: [{ name: 'eksctl', package: 'github.com/weaveworks/eksctl/cmd/eksctl' }],
    // Without it, it calls itself a version in development.
    ldflags: `${STRIPPED} -X github.com/weaveworks/eksctl/pkg/version.PreReleaseID=`,
    files: [],
    onRequest: true,
  },
];

/** The group with this name. */
export function group(name: GroupName): ComponentGroup {
  const found = GROUPS.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no component group "${name}"`);
  return found;
}

function kubernetes(minor: KubernetesVersion): ComponentGroup {
  const version = minorOf(minor).release;
  const [major, minorNumber] = minor.split('.');
  // Without these kubectl can't parse the server's version.
  const variables = ['k8s.io/component-base/version', 'k8s.io/client-go/pkg/version'].flatMap(
    (path) => [
      `-X ${path}.gitVersion=v${version}`,
      `-X ${path}.gitMajor=${major}`,
      `-X ${path}.gitMinor=${minorNumber}`,
      `-X ${path}.gitTreeState=clean`,
      `-X ${path}.gitCommit=`,
    ],
  );
  return {
    name: minor,
    version,
    module: 'k8s.io/kubernetes',
    binaries: (
      ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'kubectl'] as const
    ).map((name) => ({ name, package: `k8s.io/kubernetes/cmd/${name}` })),
    ldflags: [STRIPPED, ...variables].join(' '),
    files: [],
  };
}
