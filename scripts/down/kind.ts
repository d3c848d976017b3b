import type { Aws } from '../../aws/clients.ts';

/** One thing on AWS that belongs to a cluster. */
export interface Found {
  /** Its id or ARN, as its service wants it. */
  readonly id: string;
  /** What it is, for a person: "Classic load balancer a1b2 (Service nginx-ingress/nginx-ingress)". */
  readonly words: string;
  /** Whether it costs money by being there. */
  readonly billed?: boolean;
}

/** One sort of thing that a cluster leaves behind: how it is found, and how it goes away. */
export interface Kind {
  readonly what: string;
  /** What there is of this cluster, and nothing of any other. */
  find(aws: Aws, cluster: string): Promise<Found[]>;
  /** Takes one away; what is gone already is no error. */
  remove(aws: Aws, found: Found, cluster: string): Promise<void>;
}

/** A tag as most of AWS's services spell it. */
export interface Tag {
  readonly Key?: string;
  readonly Value?: string;
}

/** Whether Kubernetes' own controllers marked something as belonging to a cluster. */
export function isOwned(tags: readonly Tag[] | undefined, cluster: string): boolean {
  return (tags ?? []).some(
    ({ Key, Value }) =>
      (Key === `kubernetes.io/cluster/${cluster}` && Value === 'owned') ||
      (Key === 'elbv2.k8s.aws/cluster' && Value === cluster),
  );
}

/** The value of a tag. */
export function tagOf(tags: readonly Tag[] | undefined, key: string): string | undefined {
  return tags?.find(({ Key }) => Key === key)?.Value;
}

/** EC2's filters for what Kubernetes' controllers marked; they are asked one by one, for filters are joined by "and". */
export function ownedFilters(cluster: string): { Name: string; Values: string[] }[] {
  return [
    { Name: `tag:kubernetes.io/cluster/${cluster}`, Values: ['owned'] },
    { Name: 'tag:elbv2.k8s.aws/cluster', Values: [cluster] },
  ];
}
