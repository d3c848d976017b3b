import { Aws } from '../../aws/clients.ts';
import type { Target } from '../shared/target.ts';
import type { Line } from './line.ts';
import { configToLookAt, lookAtAll, type PreflightOptions } from './preflight.ts';
import { sightsOf } from './sight.ts';

/**
 * Gives the look at each of several clusters that are to be there at the same time: what they take of the account's
 * limits is judged as a sum, and what has one answer for all is asked once.
 */
export async function preflightTogether<T>(
  targets: readonly Target[],
  options: PreflightOptions,
  work: (look: (target: Target) => Promise<Line[]>) => Promise<T>,
): Promise<T> {
  const configs = targets.map((target) => configToLookAt(target, options));
  const clients = new Map<string, Aws>();
  const awsIn = (region: string): Aws => {
    const aws = clients.get(region) ?? new Aws(region);
    clients.set(region, aws);
    return aws;
  };
  try {
    const sights = sightsOf(configs, awsIn, options);
    const byName = new Map(sights.map((sight) => [sight.config.name, sight]));
    return await work(async ({ name }) => {
      const sight = byName.get(name);
      return sight ? lookAtAll(sight, options) : [];
    });
  } finally {
    for (const aws of clients.values()) await aws.close();
  }
}
