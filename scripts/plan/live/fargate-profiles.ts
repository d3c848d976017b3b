import type { FargateProfile } from '@aws-sdk/client-eks';
import type { Aws } from '../../../aws/clients.ts';
import { type Fields, listAt } from '../../diff/eksctl/context.ts';
import { itemsAsTheyAre } from './items.ts';
import { type Fact, overlay, said } from './overlay.ts';
import { clusterTags, ownTags } from './tags.ts';

const KEY = 'fargateProfiles';

/** The Fargate profiles as EKS has them. */
export async function profilesAsTheyAre(
  aws: Aws,
  clusterName: string,
  wanted: Fields,
): Promise<Fields[]> {
  const eks = await aws.eks();
  const names: string[] = [];
  for await (const { fargateProfileNames = [] } of eks.paginateListFargateProfiles({
    clusterName,
  })) {
    names.push(...fargateProfileNames);
  }
  const there = new Map(
    await Promise.all(
      names.sort().map(async (fargateProfileName) => {
        const { fargateProfile = {} } = await eks.describeFargateProfile({
          clusterName,
          fargateProfileName,
        });
        return [fargateProfileName, fargateProfile] as const;
      }),
    ),
  );
  const tags = clusterTags(wanted);
  return itemsAsTheyAre(listAt(wanted, KEY), there, (profile, item) => asIs(profile, item, tags));
}

function asIs(profile: FargateProfile, item: Fields | undefined, tags: unknown): Fields {
  const wanted = item ?? { name: profile.fargateProfileName };
  const always: Fact[] = [
    ['selectors', profile.selectors?.map(({ namespace, labels }) => ({ namespace, labels }))],
    ['tags', ownTags(profile.tags, wanted, tags)],
  ];
  const onlyIfSaid: Fact[] = [
    ['podExecutionRoleARN', profile.podExecutionRoleArn],
    ['subnets', profile.subnets],
  ];
  return overlay(wanted, [...always, ...said(wanted, onlyIfSaid)]);
}
