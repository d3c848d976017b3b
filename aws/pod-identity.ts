import type { PodIdentityAssociation } from '@aws-sdk/client-eks';
import type { Aws } from './clients.ts';

/** A cluster's pod identity associations as EKS describes them, those of addons among them. */
export async function associationsOf(
  aws: Aws,
  clusterName: string,
): Promise<PodIdentityAssociation[]> {
  const eks = await aws.eks();
  const listed: PodIdentityAssociation[] = [];
  for await (const page of eks.paginateListPodIdentityAssociations({ clusterName })) {
    listed.push(...(page.associations ?? []));
  }
  return Promise.all(
    listed.map(async (one) => {
      const { associationId } = one;
      const { association } = await eks.describePodIdentityAssociation({
        clusterName,
        associationId,
      });
      return { ...one, ...association };
    }),
  );
}
