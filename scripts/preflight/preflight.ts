import { withAws } from '../../aws/clients.ts';
import type { Target } from '../shared/target.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { address } from './address.ts';
import { admins } from './admins.ts';
import { ami } from './ami.ts';
import { type Check, lookAt } from './check.ts';
import { creator } from './creator.ts';
import { credentials } from './credentials.ts';
import { expires } from './expires.ts';
import { images } from './images/images.ts';
import { instanceType } from './instance-type.ts';
import type { Line } from './line.ts';
import { name } from './name.ts';
import { plan } from './plan.ts';
import { programs } from './programs.ts';
import { loadBalancers } from './quotas/load-balancers.ts';
import { addresses, vpcs } from './quotas/network.ts';
import { vcpus } from './quotas/vcpus.ts';
import { boundary } from './roles/boundary.ts';
import { roles } from './roles/roles.ts';
import { type Sight, sightOf } from './sight.ts';
import { stacks } from './stacks.ts';
import { subnets } from './subnets.ts';
import { version } from './version.ts';

/** All that is looked at, in the order of the report. */
const checks: readonly Check[] = [
  ...programs,
  credentials,
  plan,
  name,
  stacks,
  expires,
  version,
  ami,
  instanceType,
  subnets,
  vcpus,
  vpcs,
  addresses,
  ...loadBalancers,
  address,
  creator,
  admins,
  roles,
  boundary,
  images,
];

/** What of it, and how. */
export interface PreflightOptions {
  /** The range that the caller comes from; asked for on the Internet without it. */
  readonly from?: string;
  /** The images alone, which needs no AWS. */
  readonly imagesOnly?: boolean;
  /** Whether a cluster that is there already is what one wants to go on with. */
  readonly resumes?: boolean;
}

/** Looks at all that would keep a cluster from coming up; changes nothing. The lines come in a fixed order. */
export async function preflight(target: Target, options: PreflightOptions = {}): Promise<Line[]> {
  const config = configToLookAt(target, options);
  return withAws(config.region, (aws) => lookAtAll(sightOf(config, aws, options), options));
}

/** Every line about one cluster. */
export async function lookAtAll(sight: Sight, { imagesOnly }: PreflightOptions): Promise<Line[]> {
  const wanted = imagesOnly ? [images] : checks;
  return (await Promise.all(wanted.map((check) => lookAt(check, sight)))).flat();
}

/** What a cluster is to be; refuses one of which nothing is made. */
export function configToLookAt(
  target: Target,
  { imagesOnly = false }: PreflightOptions,
): ClusterConfig {
  const { config } = target;
  if (!config) {
    throw new UsageError(
      `${target.name} has no cluster file, and preflight checks a cluster file`,
      `write clusters/${target.name}.yaml: npm run init`,
    );
  }
  if (config.manifestsOnly && !imagesOnly) {
    throw new UsageError(
      `${target.name} has manifestsOnly: true, so no cluster is made of it`,
      `its images can be looked at: npm run preflight -- --cluster ${target.name} --images`,
    );
  }
  return config;
}
