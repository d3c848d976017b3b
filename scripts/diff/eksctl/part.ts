import { toYaml } from '../../../output/yaml.ts';
import { quote } from '../../../terminal/shell.ts';
import type { Step } from '../step.ts';
import type { Context, Fields } from './context.ts';

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
  if (context.out === undefined) {
    const text = quote(JSON.stringify(config));
    return { command: `printf %s ${text} | eksctl ${call} -f -${rest}` };
  }
  const path = `${context.out}/${name.replaceAll(/[^\w.-]+/g, '-')}.yaml`;
  return {
    command: `eksctl ${call} -f ${quote(path)}${rest}`,
    file: { path, text: toYaml(config) },
  };
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
