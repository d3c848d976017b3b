import { type FieldChange, isBelow } from '../field-change.ts';
import type { Step } from '../step.ts';
import { accessEntry, authenticationMode, creatorIsAdmin } from './access.ts';
import { createAddon, deleteAddon, updateAddon } from './addons.ts';
import {
  autoMode,
  encryption,
  oidc,
  upgradePolicy,
  vpcConfig,
  zonalShift,
  zones,
} from './cluster.ts';
import type { Context } from './context.ts';
import { logRetention, logTypes } from './logging.ts';
import {
  createGroup,
  deleteGroup,
  labelGroup,
  releaseGroup,
  replaceGroup,
  scaleGroup,
  taintGroup,
  templateVersion,
  updateGroup,
} from './node-groups.ts';
import {
  createServiceAccount,
  deleteServiceAccount,
  replaceServiceAccount,
  updateServiceAccount,
} from './service-accounts.ts';
import { tagCluster, tagGroup } from './tags.ts';
import { upgrade } from './versions.ts';

/** What a change of some keys takes. */
export interface Row {
  /** The keys, and everything below them. `[]` is any item of a list. */
  readonly keys: readonly string[];
  /** Whether it is about an item that is new or gone, rather than about what is in it. */
  readonly item?: 'new' | 'gone';
  /** Whether its steps make the item anew, so that nothing else needs to be done for it. */
  readonly replaces?: boolean;
  /** Whether it waits until the objects are what they should be. */
  readonly last?: boolean;
  /** What the change takes; undefined when it takes a new cluster. */
  readonly steps: (context: Context) => readonly Step[] | undefined;
}

const newCluster = () => undefined;
const nothing = () => [];

/**
 * What every change of a ClusterConfig takes, in the order in which commands are run: the first row that fits
 * counts. Commands and what they read of a file: eksctl's pkg/ctl and userdocs, as of 0.231.
 */
export const table: readonly Row[] = [
  {
    keys: ['metadata.name', 'metadata.region', 'vpc.nat', 'vpc.cidr', 'vpc.id', 'vpc.subnets'],
    steps: newCluster,
  },
  { keys: ['availabilityZones'], steps: zones },
  { keys: ['iam.serviceRoleARN', 'privateCluster', 'kubernetesNetworkConfig'], steps: newCluster },
  { keys: ['accessConfig.authenticationMode'], steps: authenticationMode },
  { keys: ['vpc.clusterEndpoints', 'vpc.publicAccessCIDRs'], steps: vpcConfig },
  { keys: ['upgradePolicy'], steps: upgradePolicy },
  { keys: ['metadata.version'], steps: upgrade },
  { keys: ['accessConfig.bootstrapClusterCreatorAdminPermissions'], steps: creatorIsAdmin },
  { keys: ['accessConfig.accessEntries'], steps: accessEntry },
  { keys: ['cloudWatch.clusterLogging.logRetentionInDays'], steps: logRetention },
  { keys: ['cloudWatch'], steps: logTypes },
  { keys: ['secretsEncryption'], steps: encryption },
  { keys: ['zonalShiftConfig'], steps: zonalShift },
  { keys: ['autoModeConfig'], steps: autoMode },
  { keys: ['iam.withOIDC'], steps: oidc },
  { keys: ['iam.serviceAccounts[]'], item: 'new', steps: createServiceAccount },
  {
    keys: [
      'iam.serviceAccounts[].roleName',
      'iam.serviceAccounts[].attachRoleARN',
      'iam.serviceAccounts[].roleOnly',
    ],
    steps: replaceServiceAccount,
  },
  { keys: ['addons[]'], item: 'new', steps: createAddon },
  { keys: ['managedNodeGroups[]'], item: 'new', steps: createGroup },
  {
    keys: [
      'managedNodeGroups[].minSize',
      'managedNodeGroups[].desiredCapacity',
      'managedNodeGroups[].maxSize',
    ],
    steps: scaleGroup,
  },
  { keys: ['managedNodeGroups[].labels'], steps: labelGroup },
  { keys: ['managedNodeGroups[].taints'], steps: taintGroup },
  { keys: ['managedNodeGroups[].updateConfig'], steps: updateGroup },
  { keys: ['managedNodeGroups[].releaseVersion'], steps: releaseGroup },
  { keys: ['managedNodeGroups[].tags'], steps: tagGroup },
  // Read once, when the group is made; its Auto Scaling group's tags are written by the row above.
  { keys: ['managedNodeGroups[].propagateASGTags'], steps: nothing },
  { keys: ['managedNodeGroups[].launchTemplate.version'], steps: templateVersion },
  { keys: ['managedNodeGroups[]'], item: 'gone', steps: deleteGroup },
  { keys: ['managedNodeGroups[]'], replaces: true, steps: replaceGroup },
  { keys: ['addons[]'], item: 'gone', last: true, steps: deleteAddon },
  { keys: ['addons[]'], steps: updateAddon },
  {
    keys: ['iam.serviceAccounts[]'],
    item: 'gone',
    last: true,
    steps: deleteServiceAccount,
  },
  { keys: ['iam.serviceAccounts[]'], steps: updateServiceAccount },
  { keys: ['metadata.tags'], steps: tagCluster },
  // The order of a list means nothing to eksctl.
  { keys: ['addons', 'managedNodeGroups', 'iam.serviceAccounts', 'apiVersion'], steps: nothing },
];

/** Whether a row is about a change. */
export function fits({ keys, item }: Row, { path, before, after }: FieldChange): boolean {
  const key = keys.find((pattern) => isBelow(path, pattern));
  if (key === undefined) return false;
  if (item === undefined) return true;
  const isWhole = path.length === key.replaceAll('[]', '.[]').split('.').length;
  return isWhole && (item === 'new' ? before : after) === undefined;
}
