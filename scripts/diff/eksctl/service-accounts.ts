import { quote } from '../../../terminal/shell.ts';
import type { Step } from '../step.ts';
import { type Context, clusterFlags, itemOf } from './context.ts';

/** A ServiceAccount with a role that is new. */
export function createServiceAccount({ file, change }: Context): Step[] {
  const { metadata } = change.after as { metadata: { name: string; namespace?: string } };
  const name = `${metadata.namespace ?? 'default'}/${metadata.name}`;
  return [
    {
      command: `eksctl create iamserviceaccount -f ${quote(file)} --include ${quote(name)} --approve`,
      why: `the role and the ServiceAccount ${name}`,
    },
  ];
}

/** A ServiceAccount with a role that is gone. */
export function deleteServiceAccount(context: Context): Step[] {
  const { metadata } = context.change.before as { metadata: { name: string; namespace?: string } };
  const namespace = metadata.namespace ?? 'default';
  return [
    {
      command: `eksctl delete iamserviceaccount ${clusterFlags(context)} --namespace ${quote(namespace)} --name ${quote(metadata.name)}`,
      why: `deletes the role and the ServiceAccount ${namespace}/${metadata.name}`,
    },
  ];
}

/** Other policies on a ServiceAccount's role. */
export function updateServiceAccount(context: Context): Step[] {
  const name = itemOf(context);
  return [
    {
      command: `eksctl update iamserviceaccount -f ${quote(context.file)} --include ${quote(name)} --approve`,
      why: `what the role of ${name} may do`,
    },
  ];
}

/** What a role keeps from its creation: its name, or a role that was brought. */
export function replaceServiceAccount(context: Context): Step[] {
  const name = itemOf(context);
  const [namespace = '', account = ''] = name.split('/');
  return [
    {
      command: `eksctl delete iamserviceaccount ${clusterFlags(context)} --namespace ${quote(namespace)} --name ${quote(account)}`,
      why: `you cannot change this, so the role and the ServiceAccount ${name} are created again`,
    },
    {
      command: `eksctl create iamserviceaccount -f ${quote(context.file)} --include ${quote(name)} --approve`,
      why: 'as in the file',
    },
  ];
}
