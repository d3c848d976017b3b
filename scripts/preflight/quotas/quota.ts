import { AwsError, isMissing } from '../../../aws/aws-error.ts';
import type { Aws } from '../../../aws/clients.ts';
import type { Quota } from '../../../tables/limits.ts';
import { inParallel } from '../../shared/in-parallel.ts';
import { failed, type Line, notChecked, passed, type Topic } from '../line.ts';
import type { Sight } from '../sight.ts';

const AT_ONCE = 6;

/** The account's limit: its own, or the one that every account begins with. */
export function limitOf({ aws, config, once }: Sight, quota: Quota): Promise<number | undefined> {
  return once(`limit ${quota.code} in ${config.region}`, () => askLimit(aws, quota));
}

async function askLimit(aws: Aws, { service, code }: Quota): Promise<number | undefined> {
  const quotas = await aws.quotas();
  const about = { ServiceCode: service, QuotaCode: code };
  try {
    return (await quotas.getServiceQuota(about)).Quota?.Value;
  } catch (error) {
    // An account that never asked for more may have no value of its own.
    if (!isUnset(error)) throw error;
  }
  try {
    return (await quotas.getAWSDefaultServiceQuota(about)).Quota?.Value;
  } catch (error) {
    if (!isUnset(error)) throw error;
    return undefined;
  }
}

/** What those that are looked at together, and are not there yet, need of something that is counted. */
export function neededByNew(
  { check }: Topic,
  { config, once, together }: Sight,
  needed: (one: Sight) => number,
): Promise<Pick<Count, 'needed' | 'clusters'>> {
  return once(`${check} needed in ${config.region}`, async () => {
    const all = together().filter((one) => needed(one) > 0);
    const areThere = await inParallel(all, AT_ONCE, (one) => one.cluster());
    const absent = all.filter((_, index) => !areThere[index]);
    return {
      needed: absent.reduce((sum, one) => sum + needed(one), 0),
      clusters: absent.length,
    };
  });
}

/** What counts against a limit. */
export interface Count {
  readonly limit: number | undefined;
  readonly used: number;
  readonly needed: number;
  /** How many clusters need it; without this, the one alone. */
  readonly clusters?: number;
  /** What else would help than a higher limit. */
  readonly instead?: string;
}

/** Says whether what is used already and what is needed stay within a limit. */
export function withinLimit(
  topic: Topic,
  quota: Quota,
  region: string,
  { limit, used, needed, clusters = 1, instead = 'free some' }: Count,
): Line {
  const by = clusters > 1 ? ` by ${clusters} clusters` : '';
  const wants = `${used} in use, ${needed} needed${by}`;
  if (limit === undefined) {
    return notChecked(topic, `${wants}; Service Quotas names no limit for ${quota.name}`);
  }
  const says = `${wants}, and the limit is ${limit}`;
  if (used + needed <= limit) return passed(topic, says);
  const ask = `aws service-quotas request-service-quota-increase --service-code ${quota.service} --quota-code ${quota.code} --desired-value ${used + needed} --region ${region}`;
  return failed(topic, `${says} (${quota.name})`, `${instead}, or ask AWS for more: ${ask}`);
}

function isUnset(error: unknown): boolean {
  return isMissing(error) || (error instanceof AwsError && /NoSuchResource/.test(error.code));
}
