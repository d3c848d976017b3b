import type { Aws } from '../../aws/clients.ts';
import { commandLine } from '../../aws/programs/call.ts';
import { EKSCTL_TAG } from '../../eksctl/stack-names.ts';
import { isProvedBy, type Tags } from '../../eksctl/tags.ts';
import type { Proof } from './proof.ts';

/** One thing on AWS that carries a cluster's name. */
export interface Found {
  /** Its id or ARN, as its service wants it. */
  readonly id: string;
  /** What it is, for a person: "Classic load balancer a1b2 (Service nginx-ingress/nginx-ingress)". */
  readonly words: string;
  /** Whether it costs money by being there. */
  readonly billed?: boolean;
  /** Why it is not proved to be the cluster's; undefined where it is, and only then is it taken. */
  readonly doubt?: string | undefined;
  /** The line that takes it, for a person who knows whose it is. */
  readonly byHand: string;
}

/** One sort of thing that a cluster leaves behind: how it is found, and how it goes away. */
export interface Kind {
  readonly what: string;
  /** What carries the cluster's name, each with what proves it or doesn't; nothing of any other name. */
  find(aws: Aws, proof: Proof): Promise<Found[]>;
  /** Takes one away; what is gone already is not an error. */
  remove(aws: Aws, found: Found, proof: Proof): Promise<void>;
}

/** A tag as most of AWS's services spell it. */
export interface Tag {
  readonly Key?: string;
  readonly Value?: string;
}

/** Tags by their keys. */
export function tagsIn(tags: readonly Tag[] = []): Tags {
  return new Map(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}

/** The line of the AWS CLI that takes something away. */
export function byHand({ region }: Proof, ...args: readonly string[]): string {
  const [service = '', verb = '', ...rest] = args;
  return commandLine('aws', [service, verb, '--region', region, ...rest]);
}

/** Whether Kubernetes' own controllers marked something with a cluster's name. */
export function isOwned(tags: Tags, cluster: string): boolean {
  return (
    tags.get(`kubernetes.io/cluster/${cluster}`) === 'owned' ||
    tags.get('elbv2.k8s.aws/cluster') === cluster
  );
}

/** Whether somebody marked something with a cluster's name: Kubernetes' controllers, eksctl, or this project. */
export function isMarked(tags: Tags, cluster: string): boolean {
  return isOwned(tags, cluster) || tags.get(EKSCTL_TAG) === cluster || isProvedBy(tags, cluster);
}

/** EC2's filters for what Kubernetes' controllers marked; they are asked one by one, for filters are joined by "and". */
export function ownedFilters(cluster: string): { Name: string; Values: string[] }[] {
  return [
    { Name: `tag:kubernetes.io/cluster/${cluster}`, Values: ['owned'] },
    { Name: 'tag:elbv2.k8s.aws/cluster', Values: [cluster] },
  ];
}
