import { at, type Fields, listAt } from '../diff/eksctl/context.ts';

/** What keeps the items of a list from being told apart, at its place in the file. */
export interface Unclear {
  readonly path: string;
  readonly message: string;
  readonly fix: string;
}

// By what an item is known; a ServiceAccount's namespace may be left out.
const identities: Readonly<Record<string, readonly string[]>> = {
  'accessConfig.accessEntries': ['principalARN'],
  addons: ['name'],
  capabilities: ['name'],
  fargateProfiles: ['name'],
  identityProviders: ['name'],
  managedNodeGroups: ['name'],
  nodeGroups: ['name'],
  'iam.podIdentityAssociations': ['namespace', 'serviceAccountName'],
  'iam.serviceAccounts': ['metadata.name', 'metadata.namespace'],
};
const optional = 'metadata.namespace';
const sharedNames = ['managedNodeGroups', 'nodeGroups'];

/** The items that have no name of their own: no command could be meant for them. */
export function unclearItems(config: Fields): Unclear[] {
  const found: Unclear[] = [];
  const groups = new Map<string, string>();
  for (const [list, keys] of Object.entries(identities)) {
    const known = sharedNames.includes(list) ? groups : new Map<string, string>();
    for (const [index, item] of listAt(config, list).entries()) {
      const path = `${list}[${index}]`;
      const lacking = keys.find((key) => key !== optional && !at(item, key));
      if (lacking !== undefined) {
        const message = `has no ${lacking}, so no command could name it`;
        found.push({ path, message, fix: `set ${lacking}` });
        continue;
      }
      const name = keys.map((key) => String(at(item, key) ?? 'default')).join('/');
      const first = known.get(name);
      if (first === undefined) known.set(name, path);
      else
        found.push({ path, message: `${name} is there already, as ${first}`, fix: 'remove one' });
    }
  }
  return found;
}
