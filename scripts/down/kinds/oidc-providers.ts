import { isMissing } from '../../../aws/aws-error.ts';
import { findCluster } from '../../../aws/find-cluster.ts';
import { EKSCTL_TAG } from '../../../eksctl/stack-names.ts';
import { type Found, type Kind, tagOf } from '../kind.ts';

/** The identity provider by which ServiceAccounts took roles, when its cluster is gone. */
export const oidcProviders: Kind = {
  what: 'OIDC providers',
  find: async (aws, cluster) => {
    const iam = await aws.iam();
    const host = (await findCluster(aws, cluster))?.identity?.oidc?.issuer?.replace('https://', '');
    const { OpenIDConnectProviderList = [] } = await iam.listOpenIDConnectProviders({});
    const found: Found[] = [];
    for (const { Arn: id = '' } of OpenIDConnectProviderList) {
      // IAM is the same in every region, and a cluster of this name may be in another.
      if (!id.includes(`/oidc.eks.${aws.region ?? ''}.`)) continue;
      const { Tags } = await iam.getOpenIDConnectProvider({ OpenIDConnectProviderArn: id });
      const isOfCluster = host ? id.endsWith(`/${host}`) : tagOf(Tags, EKSCTL_TAG) === cluster;
      if (isOfCluster) found.push({ id, words: `OIDC provider ${id}` });
    }
    return found;
  },
  remove: async (aws, { id }) => {
    const iam = await aws.iam();
    try {
      await iam.deleteOpenIDConnectProvider({ OpenIDConnectProviderArn: id });
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  },
};
