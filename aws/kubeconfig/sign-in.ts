import type { Connection } from './connection.ts';

/** The program that kubectl calls for a token. */
export type SignIn = 'aws' | 'aws-iam-authenticator';

/** How kubectl calls it: no secret is in that, a token is fetched at each call. */
export interface Exec {
  readonly apiVersion: string;
  readonly command: SignIn;
  readonly args: readonly string[];
  /** Without a value, a variable is none of this way of signing in. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** How kubectl signs in to a cluster. */
export function execOf({ name, region }: Connection, signIn: SignIn, profile?: string): Exec {
  const isAws = signIn === 'aws';
  return {
    apiVersion: 'client.authentication.k8s.io/v1beta1',
    command: signIn,
    args: isAws
      ? ['eks', 'get-token', '--cluster-name', name, '--region', region, '--output', 'json']
      : ['token', '--cluster-id', name],
    env: {
      // The authenticator has no flag for the region, and would ask the global STS.
      AWS_REGION: isAws ? undefined : region,
      AWS_STS_REGIONAL_ENDPOINTS: isAws ? undefined : 'regional',
      AWS_PROFILE: profile || undefined,
    },
  };
}
