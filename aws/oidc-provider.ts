import type { Cluster } from '@aws-sdk/client-eks';
import type { Aws } from './clients.ts';

/** Whether IAM trusts the tokens of a cluster's ServiceAccounts. */
export async function hasProvider(aws: Aws, { identity }: Cluster): Promise<boolean> {
  const host = identity?.oidc?.issuer?.replace('https://', '');
  const iam = await aws.iam();
  const { OpenIDConnectProviderList = [] } = await iam.listOpenIDConnectProviders({});
  return (
    !!host && OpenIDConnectProviderList.some(({ Arn }) => Arn?.endsWith(`:oidc-provider/${host}`))
  );
}
