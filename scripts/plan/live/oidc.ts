import type { Cluster } from '@aws-sdk/client-eks';
import type { Aws } from '../../../aws/clients.ts';
import { at, type Fields } from '../../diff/eksctl/context.ts';

/** Whether IAM trusts the cluster's tokens; undefined where the file does not ask for it. */
export async function hasProvider(
  aws: Aws,
  cluster: Cluster,
  wanted: Fields,
): Promise<boolean | undefined> {
  if (at(wanted, 'iam.withOIDC') !== true) return undefined;
  const issuer = (cluster.identity?.oidc?.issuer ?? '').replace('https://', '');
  const iam = await aws.iam();
  const { OpenIDConnectProviderList: all = [] } = await iam.listOpenIDConnectProviders({});
  return all.some(({ Arn = '' }) => issuer !== '' && Arn.endsWith(`:oidc-provider/${issuer}`));
}
