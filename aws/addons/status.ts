/** What EKS says is wrong with something. */
export interface HealthIssue {
  /** EKS's own word for it: NodeCreationFailure. */
  readonly code: string;
  readonly message: string;
  readonly resources: readonly string[];
}

interface Part {
  readonly name: string;
  /** EKS's own word: ACTIVE, CREATING, DEGRADED … */
  readonly status: string;
  readonly issues: readonly HealthIssue[];
}

export interface ControlPlane extends Part {
  readonly kubernetes: string;
  readonly platform: string;
  readonly support: string;
  /** The only ranges that its API answers. */
  readonly from: readonly string[];
}

export interface NodeGroup extends Part {
  readonly kubernetes: string;
  readonly release: string;
  /** The release that AWS recommends, when it is another. */
  readonly newerRelease?: string;
  readonly instanceTypes: readonly string[];
  readonly min: number;
  readonly desired: number;
  readonly max: number;
  /** Nodes that are up; unknown where one may not ask for it. */
  readonly running?: number;
}

export interface Addon extends Part {
  readonly version: string;
  /** The role that its pods act with; undefined where that is their node's. */
  readonly role?: string;
  /** The newest version for the cluster's minor, when it is another. */
  readonly newerVersion?: string;
}

/** A stack of eksctl's, where the cluster itself is not there yet or any more. */
export interface Stack {
  readonly name: string;
  readonly status: string;
  /** The first thing that failed in it. */
  readonly reason?: string;
}

/** A cluster as EKS sees it. */
export interface ClusterStatus {
  readonly cluster: string;
  readonly region: string;
  /** Undefined where there is no cluster of that name. */
  readonly controlPlane?: ControlPlane;
  readonly nodeGroups: readonly NodeGroup[];
  readonly addons: readonly Addon[];
  /** What the cluster file says, and EKS doesn't have. */
  readonly missing: readonly string[];
  /** What eksctl has not finished of what is there. */
  readonly unfinished: readonly string[];
  readonly stack?: Stack;
  /** What could not be asked, and why. */
  readonly unknown: readonly string[];
}

const ended = /FAILED|DEGRADED|DELETING/;

/** Every part with a state of its own. */
export function partsOf({ controlPlane, nodeGroups, addons }: ClusterStatus): Part[] {
  return [...(controlPlane ? [controlPlane] : []), ...nodeGroups, ...addons];
}

/** Whether everything is there and ACTIVE. */
export function isReady(status: ClusterStatus): boolean {
  return (
    status.controlPlane !== undefined &&
    status.missing.length === 0 &&
    partsOf(status).every((part) => part.status === 'ACTIVE')
  );
}

/**
 * Whether waiting is of no use: something has failed, is being deleted, or nobody is making it. Addons that only want
 * for nodes are not among it while nodes are coming, or have come just now.
 */
export function willNotCome(status: ClusterStatus, nodesAreNew: boolean): boolean {
  const { controlPlane, stack } = status;
  if (!controlPlane) return stack?.status !== 'CREATE_IN_PROGRESS';
  const patient = nodesAreNew || nodesAreComing(status);
  return partsOf(status).some((part) => ended.test(part.status) && !(patient && wantsNodes(part)));
}

/** Whether the cluster is still to get nodes: every new cluster's addons are DEGRADED until then. */
export function nodesAreComing({ nodeGroups, missing }: ClusterStatus): boolean {
  return (
    missing.some((what) => what.startsWith('node group')) ||
    nodeGroups.some(
      ({ status, running, desired }) =>
        /CREATING|UPDATING/.test(status) || (running ?? desired) < desired,
    )
  );
}

function wantsNodes({ status, issues }: Part): boolean {
  return (
    status === 'DEGRADED' &&
    issues.length > 0 &&
    issues.every(({ code }) => code === 'InsufficientNumberOfReplicas')
  );
}

/** The state in one line, as it is shown while one waits. */
export function inShort(status: ClusterStatus): string {
  const { cluster, controlPlane, nodeGroups, addons, missing, stack } = status;
  if (!controlPlane) {
    return `${cluster}: ${stack ? `stack ${stack.name} ${stack.status}` : 'not made yet'}`;
  }
  const active = addons.filter((addon) => addon.status === 'ACTIVE').length;
  return `${cluster}: ${[
    `control plane ${controlPlane.status}`,
    ...nodeGroups.map((group) => `${group.name} ${group.status}`),
    ...(addons.length > 0 ? [`${active} of ${addons.length} addons ACTIVE`] : []),
    ...(missing.length > 0 ? [`${missing.length} more to come`] : []),
  ].join(', ')}`;
}
