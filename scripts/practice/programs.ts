import { isAtLeast, isNewEnough, versionOf } from '../../aws/programs/version-of.ts';
import { findProgram } from '../../aws/programs/find.ts';
import { findBinary } from '../../control-plane/binaries.ts';
import { group } from '../../control-plane/components.ts';
import { kubernetesVersions } from '../../tables/kubernetes.ts';
import { type ProgramName, programs as facts } from '../../tables/programs.ts';
import { playedMinor } from './cluster/played-version.ts';

/** One of the user's programs, if it is new enough for practice. */
export interface OwnProgram {
  readonly name: ProgramName;
  readonly version: string;
}

/** The programs of practice's shell. */
export interface Chosen {
  /** Those that are put on the PATH, by name: where they lie. */
  readonly given: Readonly<Partial<Record<ProgramName, string>>>;
  /** Each in words: eksctl 0.231.0 (yours). */
  readonly words: readonly string[];
}

/** The user's own programs that practice takes as they are. */
export async function ownPrograms(): Promise<OwnProgram[]> {
  const names = Object.keys(facts) as ProgramName[];
  const looked = await Promise.all(
    names.map(async (name) => {
      if (findProgram(name) === undefined) return [];
      const version = await versionOf(name);
      return version && isFit(name, version) ? [{ name, version }] : [];
    }),
  );
  return looked.flat();
}

// Kubernetes supports a kubectl one minor version away from its control plane.
function isFit(name: ProgramName, version: string): boolean {
  const before = kubernetesVersions.at(kubernetesVersions.indexOf(playedMinor) - 1);
  return name === 'kubectl' ? isAtLeast(version, `${before}.0`) : isNewEnough(name, version);
}

/** Ours in the place of those that a user lacks. */
export async function chosenPrograms(own: readonly OwnProgram[], aws: string): Promise<Chosen> {
  const ours = {
    eksctl: { path: () => findBinary('eksctl', 'eksctl'), version: group('eksctl').version },
    kubectl: {
      path: () => findBinary(playedMinor, 'kubectl'),
      version: group(playedMinor).version,
    },
    aws: { path: async () => aws, version: '' },
  };
  const given: Partial<Record<ProgramName, string>> = {};
  const words: string[] = [];
  for (const name of Object.keys(facts) as ProgramName[]) {
    const yours = own.find((one) => one.name === name);
    if (!yours) given[name] = await ours[name].path();
    const version = yours?.version ?? ours[name].version;
    words.push([name, version, yours ? '(yours)' : "(practice's)"].filter(Boolean).join(' '));
  }
  return { given, words };
}
