import type { Subject } from '../../../checks/check.ts';
import { indexOf } from '../../../checks/index-of.ts';
import { fields, list, text } from '../../../checks/values.ts';
import { loadBalancerControllerChart } from '../../../tables/images.ts';
import { calendarRead, eksSupport, minorOf } from '../../../tables/kubernetes.ts';

/** One thing that has a version. */
export interface Version {
  readonly what: string;
  readonly version: string;
  readonly note: string;
}

/** An image, and the pods that run it. */
export interface ImageUse {
  readonly image: string;
  readonly pods: readonly string[];
}

/** The versions that a cluster is made of, besides its images. */
export function versionsOf(subject: Subject): Version[] {
  const { minor, clusterConfig, config } = subject;
  const { standardUntil, extendedUntil } = minorOf(minor);
  const addons = list(clusterConfig?.object.addons).map((addon): Version => {
    const { name, version } = fields(addon);
    return {
      what: `Addon ${text(name) ?? '?'}`,
      version: text(version) ?? 'not written',
      note: text(version)
        ? 'from the cluster file'
        : 'eksctl takes the one that EKS offers for this Kubernetes',
    };
  });
  const nodes = list(clusterConfig?.object.managedNodeGroups).map((group): Version => ({
    what: `Nodes of “${text(fields(group).name) ?? '?'}”`,
    version: text(fields(group).amiFamily) ?? 'eksctl’s default',
    note: 'the AMI that EKS has for this Kubernetes',
  }));
  return [
    {
      what: 'Kubernetes',
      version: minor,
      note: `${supportWords[eksSupport(minor)]}; standard support until ${standardUntil}, extended until ${extendedUntil} (read ${calendarRead})`,
    },
    ...nodes,
    ...addons,
    ...(config?.ingress.controller === 'alb'
      ? [
          {
            what: 'AWS Load Balancer Controller',
            version: loadBalancerControllerChart,
            note: 'the helm chart, which you install',
          },
        ]
      : []),
  ];
}

/** Every image that the manifests run, in order of its name. */
export function imagesOf(subject: Subject): ImageUse[] {
  const users = new Map<string, Set<string>>();
  for (const { owner, namespace, containers } of indexOf(subject).pods) {
    for (const { image } of containers) {
      users.set(image, (users.get(image) ?? new Set()).add(`${namespace}/${owner.name}`));
    }
  }
  return [...users]
    .map(([image, pods]) => ({ image, pods: [...pods].sort() }))
    .sort((a, b) => (a.image < b.image ? -1 : 1));
}

const supportWords = {
  standard: 'in standard support',
  extended: 'in extended support, which costs more',
} as const;
