import { isBrought } from '../../aws/programs/brought.ts';
import { installLine } from '../../aws/programs/install-line.ts';
import { isNewEnough, versionOf } from '../../aws/programs/version-of.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { type ProgramName, programs as facts } from '../../tables/programs.ts';
import type { KubernetesVersion } from '../../tables/kubernetes.ts';
import { minorNumber } from '../../tables/kubernetes.ts';
import type { Check } from './check.ts';
import { failed, type Line, notChecked, passed } from './line.ts';

const IN_PRACTICE =
  "it is practice's own; outside of practice, a cluster of this version needs another one";

/** The user's own programs are there, and new enough for this cluster. */
export const programs: readonly Check[] = [
  programCheck('eksctl', 'eksctl'),
  programCheck('kubectl', 'kubectl'),
  programCheck('aws', 'the AWS CLI'),
];

function programCheck(program: ProgramName, what: string): Check {
  const check: Check = {
    group: 'this computer',
    check: program,
    what,
    asksAws: false,
    look: async ({ once, config: { kubernetes } }) => {
      const install = `install it: ${installLine(program, kubernetes)}\nor see ${facts[program].install}`;
      const version = await once(program, () => askVersion(program));
      if (version instanceof UsageError) return failed(check, version.message, install);
      if (version === undefined) {
        return notChecked(
          check,
          `${program} ${facts[program].version.join(' ')} does not say its version`,
          `try it, or ${install}`,
        );
      }
      return judge(check, program, version, kubernetes, install);
    },
  };
  return check;
}

function judge(
  check: Check,
  program: ProgramName,
  version: string,
  kubernetes: KubernetesVersion,
  install: string,
): Line {
  const { oldest } = facts[program];
  if (!isNewEnough(program, version)) {
    return failed(
      check,
      `${program} ${version} is older than ${oldest}`,
      `a newer one is needed; ${install}`,
    );
  }
  if (program === 'kubectl') {
    const distance = minorNumber(version) - minorNumber(kubernetes);
    if (Math.abs(distance) > 1) {
      const says = `kubectl ${version} and Kubernetes ${kubernetes} are ${Math.abs(distance)} minor versions apart; Kubernetes supports one`;
      // It is of the one Kubernetes that plays all the others.
      return isBrought(program)
        ? passed(check, `kubectl ${version}`, IN_PRACTICE)
        : failed(check, says, install);
    }
  }
  return passed(check, `${program} ${version}`);
}

async function askVersion(program: ProgramName): Promise<string | undefined | UsageError> {
  try {
    return await versionOf(program);
  } catch (error) {
    if (error instanceof UsageError) return error;
    throw error;
  }
}
