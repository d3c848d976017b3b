import type { Cluster, Nodegroup } from '@aws-sdk/client-eks';
import { addonsOf } from '../../aws/addons/described.ts';
import type { Aws } from '../../aws/clients.ts';
import type { Kubectl } from '../../aws/kubectl.ts';
import { nodeGroupsOf } from '../../aws/node-groups.ts';
import { at, text } from '../../checks/values.ts';
import { AUTOSCALER, AUTOSCALER_NAMESPACE } from '../../charts/cluster-autoscaler/names.ts';

/** A part of a cluster, the version that runs, and how it stands. */
export interface Part {
  readonly name: string;
  readonly version: string;
  readonly status: string;
}

/** The versions of a cluster as they are. */
export interface Running {
  readonly controlPlane: Part;
  readonly nodeGroups: readonly Part[];
  readonly addons: readonly Part[];
  /** The autoscaler's version; undefined where it isn't there, or the API doesn't answer. */
  readonly autoscaler?: string;
  /** The minor versions that the nodes themselves tell; none where the API doesn't answer. */
  readonly kubelets: readonly string[];
}

/** Reads what runs: it says how far an upgrade has come. */
export async function readRunning(
  aws: Aws,
  { name = '', version = '', status }: Cluster,
  kubectl?: Kubectl,
): Promise<Running> {
  const nodeGroups = (await nodeGroupsOf(aws, name)).map(asPart);
  const addons = (await addonsOf(aws, name)).map(
    ({ addonName, addonVersion = '', status = '' }): Part => ({
      name: addonName,
      version: addonVersion,
      status,
    }),
  );
  const autoscaler = kubectl && (await autoscalerVersion(kubectl));
  const kubelets = kubectl ? await kubeletVersions(kubectl) : [];
  return {
    controlPlane: { name, version, status: status ?? '' },
    nodeGroups,
    addons,
    kubelets,
    ...(autoscaler && { autoscaler }),
  };
}

function asPart({ nodegroupName: name = '', version = '', status }: Nodegroup): Part {
  return { name, version, status: status ?? '' };
}

async function autoscalerVersion(kubectl: Kubectl): Promise<string | undefined> {
  const { code, stdout } = await kubectl.capture([
    '-n',
    AUTOSCALER_NAMESPACE,
    'get',
    'deployment',
    AUTOSCALER,
    '--ignore-not-found',
    '-o',
    'jsonpath={.spec.template.spec.containers[0].image}',
  ]);
  return code === 0 ? /:v(\d+\.\d+\.\d+)/.exec(stdout)?.[1] : undefined;
}

async function kubeletVersions(kubectl: Kubectl): Promise<string[]> {
  const { items } = await kubectl.json<{ items: unknown[] }>(['get', 'nodes']);
  return items.flatMap((node) => {
    const version = text(at(node, 'status', 'nodeInfo', 'kubeletVersion')) ?? '';
    return /^v?(\d+\.\d+)/.exec(version)?.[1] ?? [];
  });
}
