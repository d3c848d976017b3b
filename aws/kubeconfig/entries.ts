import type { Connection } from './connection.ts';

/** The program that kubectl calls for a token. */
export type SignIn = 'aws' | 'aws-iam-authenticator';

/** A cluster's three entries in a kubeconfig, all of one name. */
export interface Entries {
  readonly name: string;
  readonly cluster: Readonly<Record<string, unknown>>;
  readonly context: Readonly<Record<string, unknown>>;
  readonly user: Readonly<Record<string, unknown>>;
}

/** The name of a cluster's context: clusters of one name may be in several regions. */
export function contextName({ name, region }: Pick<Connection, 'name' | 'region'>): string {
  return `${name}.${region}`;
}

/** The entries by which kubectl reaches a cluster: no secret is in them, a token is fetched at each call. */
export function entriesFor(
  connection: Connection,
  { signIn, profile }: { readonly signIn: SignIn; readonly profile?: string },
): Entries {
  const name = contextName(connection);
  return {
    name,
    cluster: {
      server: connection.endpoint,
      'certificate-authority-data': connection.authority,
    },
    context: { cluster: name, user: name },
    user: { exec: execOf(connection, signIn, profile) },
  };
}

function execOf({ name, region }: Connection, signIn: SignIn, profile: string | undefined) {
  const env = [
    // It has no flag for the region, and would ask the global STS.
    ...(signIn === 'aws' ? [] : [{ name: 'AWS_REGION', value: region }]),
    ...(signIn === 'aws' ? [] : [{ name: 'AWS_STS_REGIONAL_ENDPOINTS', value: 'regional' }]),
    ...(profile ? [{ name: 'AWS_PROFILE', value: profile }] : []),
  ];
  return {
    apiVersion: 'client.authentication.k8s.io/v1beta1',
    command: signIn,
    args:
      signIn === 'aws'
        ? ['eks', 'get-token', '--cluster-name', name, '--region', region, '--output', 'json']
        : ['token', '--cluster-id', name],
    ...(env.length > 0 && { env }),
    interactiveMode: 'IfAvailable',
    provideClusterInfo: false,
  };
}
