import { isMapping } from '../../config/is-mapping.ts';
import { type Fields, listAt } from '../diff/eksctl/context.ts';

// An empty list of these says that there is nothing; of all others, it says nothing.
const meaningful = ['addons.podIdentityAssociations', 'autoModeConfig.nodePools'];

/**
 * A ClusterConfig as eksctl understands it: a key without a value is none, nor is an empty list or map. A ServiceAccount
 * that names no namespace is in default.
 */
export function normalForm(config: Fields): Fields {
  const form = (filled(config, '') ?? {}) as Fields;
  const accounts = listAt(form, 'iam.serviceAccounts');
  if (accounts.length === 0) return form;
  const serviceAccounts = accounts.map((account) => ({
    ...account,
    metadata: { namespace: 'default', ...(account.metadata as Fields) },
  }));
  return { ...form, iam: { ...(form.iam as Fields), serviceAccounts } };
}

function filled(value: unknown, path: string): unknown {
  if (value === null || value === '') return undefined;
  if (Array.isArray(value)) {
    const items: unknown[] = value.map((item: unknown) => filled(item, path) ?? item);
    return items.length > 0 || meaningful.includes(path) ? items : undefined;
  }
  if (!isMapping(value)) return value;
  const entries = Object.entries(value).flatMap(([key, child]) => {
    const kept = filled(child, path === '' ? key : `${path}.${key}`);
    return kept === undefined ? [] : [[key, kept] as const];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
