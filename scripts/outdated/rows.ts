import { contenders } from '../../tables/contenders.ts';
import {
  builtEksctl,
  builtEtcd,
  builtKwok,
  kustomizeController,
  sourceController,
} from '../../tables/control-planes.ts';
import { autoscalerImage, images, loadBalancerControllerChart } from '../../tables/images.ts';
import { kubernetesVersions, minorOf } from '../../tables/kubernetes.ts';
import { parseImage } from '../../checks/containers/image-reference.ts';

/** A version in tables/, and where its newer ones are told. */
export interface Row {
  readonly what: string;
  readonly has: string;
  /** What the version has to begin with to be of the same line. */
  readonly line: string;
  readonly kind: 'image' | 'go' | 'helm';
  /** The image, the Go module, or the chart behind its repository's address. */
  readonly source: string;
}

// Newer lines don't fit: mongo and rabbitmq for the shop's old drivers, redis for its licence.
const heldImages: Readonly<Record<string, string>> = {
  mongo: '4.4.',
  redis: '7.',
  rabbitmq: '3.6.',
};

/** Every version in tables/ that something else releases. */
export function rows(): Row[] {
  return [
    ...kubernetesVersions.flatMap((version): Row[] => {
      const { release, autoscaler } = minorOf(version);
      return [
        // The list of k8s.io/kubernetes itself is not whole.
        go(`Kubernetes ${version}`, 'k8s.io/client-go', staged(release), staged(`${version}.`)),
        image(`autoscaler for ${version}`, autoscalerImage, `v${autoscaler}`, `v${version}.`),
      ];
    }),
    ...Object.entries(images).map(([name, reference]) => {
      const { name: repository, tag = '' } = parseImage(reference);
      return image(name, repository, tag, heldImages[name] ?? '');
    }),
    {
      what: 'AWS Load Balancer Controller',
      has: loadBalancerControllerChart,
      line: '',
      kind: 'helm',
      source: 'https://aws.github.io/eks-charts/aws-load-balancer-controller',
    },
    go('etcd', 'go.etcd.io/etcd/server/v3', `v${builtEtcd}`),
    go('kwok', 'sigs.k8s.io/kwok', `v${builtKwok}`),
    go('eksctl', 'github.com/weaveworks/eksctl', `v${builtEksctl}`),
    go('kustomize-controller', 'github.com/fluxcd/kustomize-controller', `v${kustomizeController}`),
    go('source-controller', 'github.com/fluxcd/source-controller', `v${sourceController}`),
    ...Object.entries(contenders).map(([name, { module, version }]) =>
      go(name, module.replace(/(\/v\d+)\/cmd\/.*$/, '$1'), version),
    ),
  ];
}

// What Kubernetes publishes as 1.36.3 is v0.36.3 in its Go modules.
function staged(release: string): string {
  return release.replace(/^1/, 'v0');
}

function go(what: string, source: string, has: string, line = ''): Row {
  return { what, has, line, kind: 'go', source };
}

function image(what: string, source: string, has: string, line = ''): Row {
  return { what, has, line, kind: 'image', source };
}
