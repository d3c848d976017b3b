import { quote } from '../../../terminal/shell.ts';
import { type Context, itemOf } from './context.ts';
import type { Move } from './taken.ts';

/** Where a ClusterConfig lists the two ways in which the pods of a ServiceAccount get a role. */
export const ACCOUNTS = 'iam.serviceAccounts';
export const ASSOCIATIONS = 'iam.podIdentityAssociations';

/** A ServiceAccount, by its name in its namespace. */
export interface Account {
  readonly namespace: string;
  readonly name: string;
}

/** The ServiceAccount that an item `NAMESPACE/NAME` is about, or `NAME` where its file leaves the namespace out. */
export function accountOf(context: Context): Account {
  const [first = '', second] = itemOf(context).split('/');
  return second === undefined
    ? { namespace: 'default', name: first }
    : { namespace: first, name: second };
}

/** Keeps a ServiceAccount that pods use: eksctl deletes it together with a role, but only with this label. */
export function keepAccount({ namespace, name }: Account, why: string): Move {
  return {
    command: `kubectl label serviceaccount ${quote(name)} --namespace ${quote(namespace)} app.kubernetes.io/managed-by-`,
    why,
  };
}

/** Starts the pods of a ServiceAccount again: which role a pod has is decided when it starts. */
export function restartPods({ namespace, name }: Account): Move {
  const where = `--namespace ${quote(namespace)}`;
  const names = `{range .items[?(@.spec.template.spec.serviceAccountName=="${name}")]}{.kind}/{.metadata.name}{"\\n"}{end}`;
  return {
    command: `kubectl get deployments,statefulsets,daemonsets ${where} --output jsonpath=${quote(names)} | xargs -r kubectl rollout restart ${where}`,
    why: `the pods of ${namespace}/${name} get their role when they start; start Jobs and single pods again too, and wait until all are new`,
  };
}
