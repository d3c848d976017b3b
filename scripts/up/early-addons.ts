import type { Addon, ClusterConfig } from 'eksctl-config-types';
import { commandLine, show } from '../../aws/programs/call.ts';
import type { Missing } from './missing-part.ts';
import { withTemporaryConfig } from './temporary-config.ts';

// Any other is DEGRADED until there are nodes, which eksctl, waiting for it, takes for a failure.
const needNoNodes: ReadonlySet<string> = new Set([
  'vpc-cni',
  'kube-proxy',
  'eks-pod-identity-agent',
]);

/** Whether an addon becomes ACTIVE before there are nodes, which wait for it. */
export function isEarly({ name }: Addon): boolean {
  return needNoNodes.has(name);
}

/** What makes early addons alone: eksctl takes no names beside a file, and makes all that the file has. */
export function earlyAddons(
  config: ClusterConfig,
  file: string,
  addons: readonly Addon[],
): Missing {
  const names = addons.map(({ name }) => name).join(', ');
  const args = (path: string) => ['create', 'addon', '-f', path];
  return {
    part: 'early addons',
    what: `the addons ${names}, which nodes wait for`,
    commands: [
      `${commandLine('eksctl', args('early.yaml'))}   # ${file} with no other addons than ${names}`,
    ],
    make: () =>
      withTemporaryConfig({ ...config, addons: [...addons] }, (path) => show('eksctl', args(path))),
  };
}
