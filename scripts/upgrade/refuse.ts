import type { SoldVersion } from '../../aws/eks/sold-versions.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { minorNumber } from '../../tables/kubernetes.ts';
import type { Running } from './running.ts';

const MOST_SKEW = 3;

/** Refuses an upgrade that EKS, or Kubernetes' version skew, would not allow. */
export function refuseUpgrade(
  { name: cluster, region }: { readonly name: string; readonly region: string },
  target: string,
  running: Running,
  sold: readonly SoldVersion[],
): void {
  const { controlPlane, nodeGroups } = running;
  const steps = minorNumber(target) - minorNumber(controlPlane.version);
  if (steps < 0) {
    throw new UsageError(
      `${cluster} runs Kubernetes ${controlPlane.version}, and a control plane never goes back to ${target}`,
      `write kubernetes: "${controlPlane.version}" into clusters/${cluster}.yaml`,
    );
  }
  if (steps > 1) {
    const next = `1.${minorNumber(controlPlane.version) + 1}`;
    throw new UsageError(
      `${cluster} runs Kubernetes ${controlPlane.version}, and EKS goes one minor at a time: not to ${target} at once`,
      `first to ${next}: npm run upgrade -- --cluster ${cluster} --to ${next}`,
    );
  }
  const offer = sold.find(({ version }) => version === target);
  if (steps > 0 && (!offer || offer.support === 'ended')) {
    const versions = sold
      .filter(({ support }) => support !== 'ended')
      .map(({ version }) => version);
    throw new UsageError(
      `EKS does not sell Kubernetes ${target}`,
      `it sells ${versions.join(', ')}`,
    );
  }
  const old = nodeGroups.filter(
    ({ version }) => minorNumber(target) - minorNumber(version) > MOST_SKEW,
  );
  if (steps > 0 && old[0]) {
    const names = old.map(({ name, version }) => `${name} (${version})`).join(', ');
    throw new UsageError(
      `nodes may be ${MOST_SKEW} minor versions older than their control plane at most; with ${target}, these would be more: ${names}`,
      `bring them to ${controlPlane.version} first: eksctl upgrade nodegroup --cluster ${cluster} --region ${region} --name ${old[0].name} --kubernetes-version ${controlPlane.version}`,
    );
  }
  const broken = [controlPlane, ...nodeGroups].filter(({ status }) =>
    /FAILED|DELET|DEGRADED/.test(status),
  );
  if (broken[0]) {
    throw new UsageError(
      broken.map(({ name, status }) => `${name} is ${status}`).join('\n'),
      `see what is wrong with it: npm run status -- --cluster ${cluster}`,
    );
  }
}
