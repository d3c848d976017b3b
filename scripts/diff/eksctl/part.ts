import { toYaml } from '../../../output/yaml.ts';
import { quote } from '../../../terminal/shell.ts';
import type { Step } from '../step.ts';
import { type Context, type Fields, findItem, itemOf, listAt } from './context.ts';

/**
 * A call of eksctl with a small ClusterConfig of its own, for where the whole file would do more: through a pipe, or as
 * a file in the folder that the user named.
 */
export function withPart(
  context: Context,
  name: string,
  keys: Fields,
  call: string,
  flags = '',
): Omit<Step, 'why'> {
  const config = { ...headOf(context), ...keys };
  const rest = flags && ` ${flags}`;
  if (context.parts === undefined) {
    const text = quote(JSON.stringify(config));
    return { command: `printf %s ${text} | eksctl ${call} -f -${rest}` };
  }
  const file = context.parts.file(name, toYaml(config));
  return { command: `eksctl ${call} -f ${quote(file.path)}${rest}`, file };
}

/**
 * A call of eksctl that makes the item that a change is in. With the whole file, eksctl would make those that are there
 * again, and fail.
 */
export function makeItem(
  context: Context,
  list: string,
  name: string,
  call: string,
  flags = '',
): Omit<Step, 'why'> {
  if (listAt(context.before, list).length > 0) {
    return withPart(context, name, itemAlone(context, list), call, flags);
  }
  return { command: `eksctl ${call} -f ${quote(context.file)}${flags && ` ${flags}`}` };
}

/** The item that a change is in, as the only one of its list: `{ iam: { serviceAccounts: [item] } }`. */
export function itemAlone(context: Context, list: string): Fields {
  const items: unknown = [findItem(context.after, list, itemOf(context))];
  return list.split('.').reduceRight((inner, key) => ({ [key]: inner }), items) as Fields;
}

// Commands address the cluster that is there. Without a version, eksctl takes the cluster's own.
function headOf({ after, cluster, region }: Context): Fields {
  const { tags } = (after.metadata ?? {}) as Fields;
  return {
    apiVersion: 'eksctl.io/v1alpha5',
    kind: 'ClusterConfig',
    metadata: { name: cluster, region, ...(tags !== undefined && { tags }) },
  };
}
