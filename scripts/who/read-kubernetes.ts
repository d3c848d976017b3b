import type { Cluster } from '@aws-sdk/client-eks';
import { type Kubectl, withKubectl } from '../../aws/kubectl.ts';
import { ROLE_ANNOTATION } from '../../eksctl/service-account.ts';
import { at, fields, list, text } from '../../checks/values.ts';

/** What the cluster's own API knows of who may do what. */
export interface Kubernetes {
  /** ServiceAccounts that name an IAM role. */
  readonly accounts: readonly { readonly account: string; readonly role: string }[];
  readonly bindings: readonly Binding[];
}

/** One subject of one binding. */
export interface Binding {
  /** `User x`, `Group y` or `ServiceAccount namespace/name`. */
  readonly subject: string;
  readonly role: string;
  /** The namespace in which it holds; undefined where it holds in all. */
  readonly namespace?: string;
}

/** Reads it with kubectl, or says why that is not possible. */
export function readKubernetes(cluster: Cluster, region: string): Promise<Kubernetes | string> {
  return withKubectl(cluster, region, async (kubectl) => {
    const refusal = await kubectl.refusal();
    if (refusal !== undefined) return refusal;
    const [accounts, bindings] = await Promise.all([
      items(kubectl, ['serviceaccounts', '--all-namespaces']),
      items(kubectl, ['clusterrolebindings,rolebindings', '--all-namespaces']),
    ]);
    return { accounts: accounts.flatMap(withRole), bindings: bindings.flatMap(bindingsOf) };
  });
}

async function items(kubectl: Kubectl, what: readonly string[]): Promise<readonly unknown[]> {
  return list(at(await kubectl.json<unknown>(['get', ...what]), 'items'));
}

function withRole(account: unknown): { account: string; role: string }[] {
  const role = text(at(account, 'metadata', 'annotations', ROLE_ANNOTATION));
  return role === undefined ? [] : [{ account: nameOf(fields(account).metadata), role }];
}

function bindingsOf(binding: unknown): Binding[] {
  const namespace = text(at(binding, 'metadata', 'namespace'));
  const role = `${text(at(binding, 'roleRef', 'kind')) ?? ''} ${text(at(binding, 'roleRef', 'name')) ?? ''}`;
  return list(at(binding, 'subjects')).map((subject) => {
    const { kind, name } = fields(subject);
    const who = kind === 'ServiceAccount' ? nameOf(subject) : (text(name) ?? '');
    return { subject: `${text(kind) ?? ''} ${who}`, role, ...(namespace && { namespace }) };
  });
}

function nameOf(value: unknown): string {
  return `${text(at(value, 'namespace')) ?? 'default'}/${text(at(value, 'name')) ?? ''}`;
}
