import { isMissing } from '../../../aws/aws-error.ts';
import { EKSCTL_TAG } from '../../../eksctl/stack-names.ts';
import { byHand, type Found, type Kind, tagsIn } from '../kind.ts';
import { doubt } from '../proof.ts';

/** The identity provider by which ServiceAccounts took roles, when its cluster is gone. */
export const oidcProviders: Kind = {
  what: 'OIDC providers',
  find: async (aws, proof) => {
    const iam = await aws.iam();
    const { OpenIDConnectProviderList = [] } = await iam.listOpenIDConnectProviders({});
    const found: Found[] = [];
    for (const { Arn: id = '' } of OpenIDConnectProviderList) {
      // IAM is the same in every region, and a cluster of this name may be in another.
      if (!id.includes(`/oidc.eks.${proof.region}.`)) continue;
      const { Tags } = await iam.getOpenIDConnectProvider({ OpenIDConnectProviderArn: id });
      const tags = tagsIn(Tags);
      const isTrusted = proof.issuers.has(id.slice(id.indexOf('/') + 1));
      if (!isTrusted && tags.get(EKSCTL_TAG) !== proof.name) continue;
      found.push({
        id,
        words: `OIDC provider ${id}`,
        doubt: isTrusted ? undefined : doubt(proof, { tags }),
        byHand: byHand(
          proof,
          'iam',
          'delete-open-id-connect-provider',
          '--open-id-connect-provider-arn',
          id,
        ),
      });
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
