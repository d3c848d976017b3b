import { isAdmin, isOfAws, type ReadEntry } from '../../../aws/access/access-entry.ts';
import { readEntries } from '../../../aws/access/read-entries.ts';
import type { Aws } from '../../../aws/clients.ts';
import { at, type Fields, listAt } from '../../diff/eksctl/context.ts';
import { itemsAsTheyAre } from './items.ts';
import { type Fact, overlay, said } from './overlay.ts';

const KEY = 'accessConfig.accessEntries';

/** The access entries as EKS has them, but for those of nodes, of EKS itself and of whoever made the cluster. */
export async function entriesAsTheyAre(
  aws: Aws,
  clusterName: string,
  wanted: Fields,
): Promise<Fields[]> {
  const list = listAt(wanted, KEY);
  const isWanted = ({ principal }: ReadEntry) =>
    list.some(({ principalARN }) => principalARN === principal);
  const all = await readEntries(aws, clusterName);
  const extra = all.filter((entry) => !isWanted(entry) && isOfPeople(entry));
  const creator = creatorAmong(extra, wanted);
  const entries = [...all.filter(isWanted), ...extra.filter((entry) => entry !== creator)];
  return itemsAsTheyAre(list, new Map(entries.map((entry) => [entry.principal, entry])), asIs);
}

function isOfPeople(entry: ReadEntry): boolean {
  return entry.type === 'STANDARD' && !isOfAws(entry);
}

// One administrator whom the file does not know; of several, nobody knows which one it is.
function creatorAmong(extra: readonly ReadEntry[], wanted: Fields): ReadEntry | undefined {
  if (at(wanted, 'accessConfig.bootstrapClusterCreatorAdminPermissions') === false)
    return undefined;
  const admins = extra.filter(isAdmin);
  return admins.length === 1 ? admins[0] : undefined;
}

function asIs(entry: ReadEntry, item: Fields | undefined): Fields {
  const wanted = item ?? { principalARN: entry.principal };
  const policies = entry.associated.map(
    ({ policyARN, accessScope: { type, namespaces = [] } }) => ({
      policyARN,
      accessScope: { type, ...(namespaces.length > 0 && { namespaces: [...namespaces] }) },
    }),
  );
  const always: Fact[] = [
    ['kubernetesGroups', entry.groups.length > 0 ? [...entry.groups] : undefined],
    ['accessPolicies', policies.length > 0 ? policies : undefined],
  ];
  const onlyIfSaid: Fact[] = [
    ['type', entry.type],
    ['kubernetesUsername', entry.username],
  ];
  return overlay(wanted, [...always, ...said(wanted, onlyIfSaid)]);
}
