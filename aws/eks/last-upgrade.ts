import type { Update } from '@aws-sdk/client-eks';
import type { Aws } from '../clients.ts';

/** When a control plane was brought to a minor version by an upgrade; undefined where EKS tells of none. */
export async function lastUpgrade(
  aws: Aws,
  name: string,
  version: string,
): Promise<Date | undefined> {
  const eks = await aws.eks();
  const ids: string[] = [];
  for await (const { updateIds = [] } of eks.paginateListUpdates({ name })) ids.push(...updateIds);
  const updates = await Promise.all(
    ids.map(async (updateId) => (await eks.describeUpdate({ name, updateId })).update ?? {}),
  );
  return updates
    .filter((update) => isUpgradeTo(update, version))
    .flatMap(({ createdAt }) => createdAt ?? [])
    .sort((a, b) => a.getTime() - b.getTime())
    .at(-1);
}

function isUpgradeTo({ type, status, params = [] }: Update, version: string): boolean {
  return (
    type === 'VersionUpdate' &&
    status === 'Successful' &&
    params.some((param) => param.type === 'Version' && param.value === version)
  );
}
