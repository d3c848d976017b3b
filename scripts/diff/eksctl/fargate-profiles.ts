import { quote } from '../../../terminal/shell.ts';
import {
  at,
  awsFlags,
  type Context,
  clusterFlags,
  findItem,
  hasItem,
  itemOf,
  namesIn,
} from './context.ts';
import { withPart } from './part.ts';
import { spareName } from './spare-name.ts';
import { tagMoves } from './tags.ts';
import { inPhase, type Move, nothing, run, type Taken } from './taken.ts';

const PROFILES = 'fargateProfiles';

/** Fargate profiles that are new; eksctl skips those that exist. */
export function createProfile({ file }: Context): Taken {
  return run({
    command: `eksctl create fargateprofile -f ${quote(file)}`,
    why: 'the new Fargate profiles; those that exist are skipped',
  });
}

/** A Fargate profile that is gone. */
export function deleteProfile(context: Context): Taken {
  const name = itemOf(context);
  return run(remove(context, name, `deletes the Fargate profile ${name} with its pods`));
}

/** EKS changes nothing in a Fargate profile: one of another name has its pods until it is made anew. */
export function replaceProfile(context: Context): Taken {
  return run(...replacement(context, itemOf(context)));
}

/** The role that profiles without their own have. */
export function defaultRole(context: Context): Taken {
  const { before, after } = context;
  const kept = namesIn(after, PROFILES).filter(
    (name) =>
      hasItem(before, PROFILES, name) &&
      findItem(after, PROFILES, name).podExecutionRoleARN === undefined,
  );
  if (kept.length === 0) return nothing('no Fargate profile that is there has this role');
  return inPhase('replaced nodes', run(...kept.flatMap((name) => replacement(context, name))));
}

function replacement(context: Context, name: string): Move[] {
  const spare = spareName(
    name,
    (other) => hasItem(context.before, PROFILES, other) || hasItem(context.after, PROFILES, other),
  );
  const profile = findItem(context.after, PROFILES, name);
  const role = at(context.after, 'iam.fargatePodExecutionRoleARN');
  const create = (as: string) => {
    const keys = {
      [PROFILES]: [{ ...profile, name: as }],
      ...(role !== undefined && { iam: { fargatePodExecutionRoleARN: role } }),
    };
    return withPart(context, `fargate-${as}`, keys, 'create fargateprofile');
  };
  return [
    {
      ...create(spare),
      why: `EKS cannot change a Fargate profile, so ${name} is created again; ${spare} has the pods until then`,
    },
    remove(context, name, `deletes ${name}; its pods start again in ${spare}`),
    { ...create(name), why: `${name} as in the file` },
    remove(context, spare, 'the pods start again in the new one'),
  ];
}

function remove(context: Context, name: string, why: string): Move {
  return {
    command: `eksctl delete fargateprofile ${clusterFlags(context)} --name ${quote(name)} --wait`,
    why,
  };
}

/** A tag of a Fargate profile. */
export function tagProfile(context: Context): Taken {
  const name = itemOf(context);
  const arn = `$(aws eks describe-fargate-profile ${awsFlags(context)} --fargate-profile-name ${quote(name)} --query fargateProfile.fargateProfileArn --output text)`;
  return run(...tagMoves(context, arn, `the Fargate profile ${name}`));
}
