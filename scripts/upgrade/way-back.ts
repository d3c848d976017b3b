import { AwsError } from '../../aws/aws-error.ts';
import type { Aws } from '../../aws/clients.ts';
import { lastUpgrade } from '../../aws/eks/last-upgrade.ts';
import { minorNumber } from '../../tables/kubernetes.ts';
import { rollbackDays } from '../../tables/limits.ts';
import { dayOf } from '../../terminal/day.ts';

/** Whether EKS takes a control plane back to the minor version before. */
export type WayBack =
  | { readonly is: 'open'; readonly until: string }
  | { readonly is: 'closed'; readonly why: string }
  | { readonly is: 'unknown'; readonly why: string };

const DAY_MS = 24 * 60 * 60_000;

/** How long EKS takes a control plane back; it counts from an upgrade's end, which is minutes after what EKS tells. */
export async function wayBack(
  aws: Aws,
  { name, version }: { readonly name: string; readonly version: string },
  now = Date.now(),
): Promise<WayBack> {
  try {
    const upgraded = await lastUpgrade(aws, name, version);
    if (!upgraded) {
      const why = `EKS knows of no upgrade of ${name} to ${version}, and takes back only a control plane that was upgraded`;
      return { is: 'closed', why };
    }
    const end = upgraded.getTime() + rollbackDays * DAY_MS;
    const until = dayOf(end);
    return now < end
      ? { is: 'open', until }
      : {
          is: 'closed',
          why: `${name} was upgraded to ${version} on ${dayOf(upgraded.getTime())}, and EKS took it back until ${until}`,
        };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return {
      is: 'unknown',
      why: `Whether EKS still takes ${name} back is not known: ${error.message}`,
    };
  }
}

/** The minor version before another. */
export function minorBefore(version: string): string {
  return `1.${minorNumber(version) - 1}`;
}
