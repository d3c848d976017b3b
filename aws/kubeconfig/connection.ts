import type { Cluster } from '@aws-sdk/client-eks';

/** What kubectl needs to reach a cluster and to sign in. */
export interface Connection {
  readonly name: string;
  readonly region: string;
  readonly endpoint: string;
  /** The API server's certificate authority, in base64 as EKS gives it. */
  readonly authority: string;
}

/** How kubectl reaches a cluster; undefined while EKS has no address for it yet. */
export function connectionTo(
  { name, endpoint, certificateAuthority }: Cluster,
  region: string,
): Connection | undefined {
  const authority = certificateAuthority?.data;
  return name && endpoint && authority ? { name, region, endpoint, authority } : undefined;
}

/** The name of a cluster's context, its cluster and its user: clusters of one name may be in several regions. */
export function contextName({ name, region }: Pick<Connection, 'name' | 'region'>): string {
  return `${name}.${region}`;
}
