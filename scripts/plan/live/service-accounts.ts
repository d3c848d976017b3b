import type { Stack } from '../../../aws/stacks/stacks.ts';
import { at, type Fields, listAt } from '../../diff/eksctl/context.ts';
import { itemsAsTheyAre } from './items.ts';

// eksctl gives the network plugin a role by itself where the plugin is no addon of the file.
const implied = 'kube-system/aws-node';

/** The ServiceAccounts with a role, as eksctl's stacks are there. */
export function accountsAsTheyAre(stacks: readonly Stack[], wanted: Fields): Fields[] {
  const list = listAt(wanted, 'iam.serviceAccounts');
  const isNamed = list.some(({ metadata }) => nameOf(metadata as Fields) === implied);
  const names = stacks
    .flatMap(({ tags }) => tags.get('alpha.eksctl.io/iamserviceaccount-name') ?? [])
    .filter((name) => name !== implied || isNamed || at(wanted, 'iam.withOIDC') !== true);
  const there = new Map(names.sort().map((name) => [name, name]));
  return itemsAsTheyAre(
    list,
    there,
    (name, item) => item ?? { metadata: metadataOf(name) },
    // A role of one's own has no stack.
    ({ attachRoleARN }) => attachRoleARN !== undefined,
  );
}

function nameOf({ namespace, name }: Fields): string {
  return `${String(namespace)}/${String(name)}`;
}

function metadataOf(full: string): { namespace: string; name: string } {
  const [namespace = '', name = ''] = full.split('/');
  return { namespace, name };
}
