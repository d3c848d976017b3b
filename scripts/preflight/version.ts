import { type SoldVersion, soldVersions } from '../../aws/eks/sold-versions.ts';
import { knownKubernetes, minorNumber } from '../../tables/kubernetes.ts';
import { controlPlanePrice } from '../../tables/prices.ts';
import type { Check } from './check.ts';
import { failed, passed } from './line.ts';

/** EKS sells the cluster's Kubernetes minor today; until when, and for how much. */
export const version: Check = {
  group: 'cluster',
  check: 'version',
  what: 'the Kubernetes version',
  asksAws: true,
  look: async ({ aws, once, config: { kubernetes, region, support } }) => {
    const sold = await once(`versions in ${region}`, () => soldVersions(aws));
    const own = sold.find((one) => one.version === kubernetes);
    if (!own || own.support === 'ended') {
      const known = offeredAndKnown(sold).map((one) => one.version);
      return failed(
        version,
        `EKS in ${region} no longer sells Kubernetes ${kubernetes}, or not yet`,
        known[0]
          ? `write another in the cluster file: kubernetes: "${newestStandard(sold) ?? known[0]}"; EKS offers, and this project knows, ${known.join(', ')}`
          : 'get a newer release of this project: EKS offers none of the versions that this one knows',
      );
    }
    const { standardUntil = 'a day that EKS does not say', extendedUntil = '' } = own;
    return own.support === 'standard'
      ? passed(
          version,
          `Kubernetes ${kubernetes}, standard support until ${standardUntil}`,
          soonOver(own, support),
        )
      : passed(
          version,
          `Kubernetes ${kubernetes}, extended support${extendedUntil && ` until ${extendedUntil}`}`,
          `extended support: ${priceOf(region)}${newer(sold)}`,
        );
  },
};

// A month before the end one should know what happens at it.
const SOON_MS = 30 * 24 * 60 * 60 * 1000;

function soonOver(
  { standardUntil, version: own }: SoldVersion,
  support: 'standard' | 'extended',
): string | undefined {
  if (!standardUntil || Date.parse(standardUntil) - Date.now() > SOON_MS) return undefined;
  return support === 'standard'
    ? `then EKS upgrades the control plane by itself, and the cluster-autoscaler for ${own} no longer fits it`
    : 'then extended support begins by itself, which costs more';
}

function priceOf(region: string): string {
  const [standard, extended] = (['standard', 'extended'] as const).map((support) =>
    controlPlanePrice(region, support),
  );
  return standard === undefined || extended === undefined
    ? 'the control plane costs more than in standard support'
    : `the control plane costs ${extended.toFixed(2)} USD an hour in place of ${standard.toFixed(2)}`;
}

function newer(sold: readonly SoldVersion[]): string {
  const newest = newestStandard(sold);
  return newest ? `; kubernetes: "${newest}" is in standard support` : '';
}

// What this project refuses makes no sense.
function offeredAndKnown(sold: readonly SoldVersion[]): SoldVersion[] {
  return sold.filter(({ support, version }) => support !== 'ended' && knownKubernetes(version));
}

function newestStandard(sold: readonly SoldVersion[]): string | undefined {
  const standard = offeredAndKnown(sold)
    .filter(({ support }) => support === 'standard')
    .map((one) => one.version);
  return standard.sort((a, b) => minorNumber(b) - minorNumber(a))[0];
}
