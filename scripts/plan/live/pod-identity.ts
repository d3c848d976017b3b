import type { PodIdentityAssociation } from '@aws-sdk/client-eks';
import type { Aws } from '../../../aws/clients.ts';
import { associationsOf } from '../../../aws/pod-identity.ts';
import { type Fields, listAt } from '../../diff/eksctl/context.ts';
import { itemsAsTheyAre } from './items.ts';
import { type Fact, overlay, said } from './overlay.ts';

/** The pod identity associations as EKS has them, but for those of addons. */
export async function associationsAsTheyAre(
  aws: Aws,
  clusterName: string,
  wanted: Fields,
): Promise<Fields[]> {
  const own = (await associationsOf(aws, clusterName)).filter(({ ownerArn }) => !ownerArn);
  const there = new Map(
    own.map((one) => [`${one.namespace ?? ''}/${one.serviceAccount ?? ''}`, one]),
  );
  return itemsAsTheyAre(listAt(wanted, 'iam.podIdentityAssociations'), there, asIs);
}

function asIs(association: PodIdentityAssociation, item: Fields | undefined): Fields {
  const { namespace, serviceAccount: serviceAccountName, roleArn } = association;
  const wanted = item ?? { namespace, serviceAccountName, roleARN: roleArn };
  const facts: Fact[] = [
    ['roleARN', roleArn],
    ['disableSessionTags', association.disableSessionTags],
  ];
  return overlay(wanted, [...said(wanted, facts), ['targetRoleARN', association.targetRoleArn]]);
}
