import type { Capability } from '@aws-sdk/client-eks';
import type { Aws } from '../../../aws/clients.ts';
import { type Fields, listAt } from '../../diff/eksctl/context.ts';
import { itemsAsTheyAre } from './items.ts';
import { type Fact, overlay, said } from './overlay.ts';
import { clusterTags, ownTags } from './tags.ts';

const KEY = 'capabilities';

/** The capabilities as EKS has them. */
export async function capabilitiesAsTheyAre(
  aws: Aws,
  clusterName: string,
  wanted: Fields,
): Promise<Fields[]> {
  const eks = await aws.eks();
  const there = new Map<string, Capability>();
  for await (const { capabilities = [] } of eks.paginateListCapabilities({ clusterName })) {
    for (const { capabilityName } of capabilities) {
      const { capability } = await eks.describeCapability({ clusterName, capabilityName });
      if (capability) there.set(capabilityName ?? '', capability);
    }
  }
  const tags = clusterTags(wanted);
  return itemsAsTheyAre(listAt(wanted, KEY), there, (capability, item) =>
    asIs(capability, item, tags),
  );
}

function asIs(capability: Capability, item: Fields | undefined, tags: unknown): Fields {
  const wanted = item ?? { name: capability.capabilityName };
  const always: Fact[] = [
    ['type', capability.type],
    ['deletePropagationPolicy', capability.deletePropagationPolicy],
    ['tags', ownTags(capability.tags, wanted, tags)],
  ];
  const onlyIfSaid: Fact[] = [['roleArn', capability.roleArn]];
  const place = [KEY, `[${String(wanted.name)}]`];
  return overlay(wanted, [...always, ...said(wanted, onlyIfSaid)], place);
}
