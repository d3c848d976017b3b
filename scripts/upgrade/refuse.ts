import type { SoldVersion } from '../../aws/eks/sold-versions.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { minorNumber, mostBehind } from '../../tables/kubernetes.ts';
import type { Running } from './running.ts';
import { minorBefore } from './way-back.ts';

interface Cluster {
  readonly name: string;
  readonly region: string;
}

/** Refuses an upgrade that EKS, or Kubernetes' version skew, would not allow. */
export function refuseUpgrade(
  { name: cluster, region }: Cluster,
  target: string,
  running: Running,
  sold: readonly SoldVersion[],
): void {
  const { controlPlane, nodeGroups } = running;
  const steps = minorNumber(target) - minorNumber(controlPlane.version);
  if (steps > 1) {
    const next = `1.${minorNumber(controlPlane.version) + 1}`;
    throw new UsageError(
      `${cluster} runs Kubernetes ${controlPlane.version}, and EKS goes one minor version at a time: not to ${target} at once`,
      `first to ${next}: npm run upgrade -- --cluster ${cluster} --to ${next}`,
    );
  }
  if (steps > 0) refuseUnsold(target, sold);
  const old = nodeGroups.filter(
    ({ version }) => minorNumber(target) - minorNumber(version) > mostBehind,
  );
  if (steps > 0 && old[0]) {
    const names = old.map(({ name, version }) => `${name} (${version})`).join(', ');
    throw new UsageError(
      `nodes may be ${mostBehind} minor versions older than their control plane at most; with ${target}, these would be more: ${names}`,
      `bring them to ${controlPlane.version} first: aws eks update-nodegroup-version --region ${region} --cluster-name ${cluster} --nodegroup-name ${old[0].name} --kubernetes-version ${controlPlane.version}`,
    );
  }
  refuseBroken(cluster, running, /FAILED|DELET|DEGRADED/);
}

/** What going back is judged by, besides what runs. */
export interface GoingBack {
  /** Whether it was asked for, and is not only what the file says. */
  readonly isAsked: boolean;
  readonly sold: readonly SoldVersion[];
  /** The cluster file's, and EKS's own. */
  readonly support: 'standard' | 'extended';
  readonly policy?: string;
}

/** Refuses to go back where EKS does not. */
export function refuseWayBack(
  { name: cluster, region }: Cluster,
  target: string,
  running: Running,
  { isAsked, sold, support, policy }: GoingBack,
): void {
  const { version } = running.controlPlane;
  const before = minorBefore(version);
  const here = `${cluster} runs Kubernetes ${version}`;
  if (target !== before) {
    throw new UsageError(
      `${here}, and EKS goes back one minor version at most: not to ${target}`,
      `write kubernetes: "${version}" into clusters/${cluster}.yaml`,
    );
  }
  if (!isAsked) {
    throw new UsageError(
      `${here}, and clusters/${cluster}.yaml says ${target}`,
      `write kubernetes: "${version}" into it; or go back: npm run upgrade -- --cluster ${cluster} --to ${target}`,
    );
  }
  refuseUnsold(target, sold);
  const isExtended = sold.some((one) => one.version === target && one.support === 'extended');
  if (isExtended && (support !== 'extended' || policy !== 'EXTENDED')) {
    throw new UsageError(
      `Kubernetes ${target} is in extended support, at about six times the price, and EKS goes back to it only with that`,
      `write support: extended into clusters/${cluster}.yaml, and let EKS know: aws eks update-cluster-config --region ${region} --name ${cluster} --upgrade-policy supportType=EXTENDED`,
    );
  }
  refuseBroken(cluster, running, /FAILED|DELET/);
}

function refuseUnsold(target: string, sold: readonly SoldVersion[]): void {
  const offered = sold.filter(({ support }) => support !== 'ended').map((one) => one.version);
  if (offered.includes(target)) return;
  throw new UsageError(`EKS does not sell Kubernetes ${target}`, `it sells ${offered.join(', ')}`);
}

function refuseBroken(cluster: string, { controlPlane, nodeGroups }: Running, how: RegExp): void {
  const broken = [controlPlane, ...nodeGroups].filter(({ status }) => how.test(status));
  if (broken.length === 0) return;
  throw new UsageError(
    broken.map(({ name, status }) => `${name} is ${status}`).join('\n'),
    `see what is wrong with it: npm run status -- --cluster ${cluster}`,
  );
}
