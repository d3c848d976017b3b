import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import {
  cdk8s,
  countObjects,
  fleetOf,
  helm,
  kustomize,
  synth,
  templates,
  writeClusterFiles,
} from './contenders.ts';
import { bytesBelow, temporaryFolder } from './folder.ts';
import { type Command, measure, median, type Run } from './measure.ts';

/** What a contender took, over all rounds. */
export interface Result {
  readonly contender: string;
  readonly clusters: number;
  readonly objects: number;
  readonly rounds: number;
  /** Medians; the best is what the machine can do when nothing disturbs it. */
  readonly ms: number;
  readonly bestMs: number;
  readonly cpuMs?: number;
  /** The mean of what was the program's own: it is told in steps of 10 ms, which only a sum evens out. */
  readonly meanUserMs?: number;
  readonly peakMb?: number;
  /** Of the manifests that it made. */
  readonly bytes?: number;
}

/** One that takes part in a round. */
interface Runner {
  readonly contender: string;
  readonly objects: number;
  readonly command: Command;
  /** The folder into which it makes manifests; `-` when it prints them. */
  readonly makes?: string;
  /** What has to be so before it runs. */
  readonly prepare?: () => void;
  /** Only in the first round. */
  readonly once?: boolean;
}

type Tell = (line: string) => void;

const PRINTED = '-';
const QUADRATIC_UNTIL = 6000;
const onceAbove: Readonly<Record<string, number>> = { kustomize: 1000, cdk8s: 6000 };

/** One cluster from a cold process, beside node itself and helm with the shop alone. */
export async function coldStart(rounds: number, withHelm: boolean, tell: Tell): Promise<Result[]> {
  const folder = temporaryFolder();
  const [one = []] = [fleetOf(1)];
  const files = templates();
  const shop = files.filter(({ name }) => name === '1-sock-shop');
  const node = { program: process.execPath, args: ['-e', '0'], cwd: folder };
  const own = (...args: string[]): Command => synth(join(folder, 'own'), ...args);
  const edited = () => writeClusterFiles(join(folder, 'own'), one);
  return interleaved(1, rounds, tell, [
    { contender: 'node', objects: 0, command: node },
    ...(withHelm
      ? [
          {
            contender: 'helm, the shop alone',
            objects: countObjects(shop),
            command: helm(join(folder, 'helm'), one, shop),
            makes: PRINTED,
          },
        ]
      : []),
    {
      contender: 'synth',
      objects: countObjects(files),
      command: own(),
      makes: join(folder, 'own', 'dist'),
      prepare: () => {
        edited();
        setAside(folder, join(folder, 'own', 'dist'));
      },
    },
    {
      contender: 'synth --check',
      objects: countObjects(files),
      command: own('--check'),
      prepare: edited,
    },
  ]);
}

/** A fleet through all contenders, in turn. */
export async function fleet(
  clusters: number,
  rounds: number,
  others: readonly ('cdk8s' | 'helm' | 'kustomize')[],
  tell: Tell,
): Promise<Result[]> {
  const folder = temporaryFolder();
  const all = fleetOf(clusters);
  const files = templates();
  const objects = countObjects(files) * clusters;
  const own = join(folder, 'own');
  const edited = () => writeClusterFiles(own, all);
  const at = (name: string) => join(folder, name);
  const made = {
    helm: () => helm(at('helm'), all, files),
    cdk8s: () => cdk8s(at('cdk8s'), all, files),
    kustomize: () => kustomize(at('kustomize'), all, files),
  };
  const taking = others.filter((name) => name !== 'kustomize' || objects < QUADRATIC_UNTIL);
  return interleaved(clusters, rounds, tell, [
    {
      contender: 'synth',
      objects,
      command: synth(own),
      makes: join(own, 'dist'),
      prepare: () => {
        edited();
        setAside(folder, join(own, 'dist'));
      },
    },
    { contender: 'synth --check', objects, command: synth(own, '--check'), prepare: edited },
    ...taking.map((name) => ({
      contender: name,
      objects,
      command: made[name](),
      makes: name === 'cdk8s' ? join(at(name), 'dist') : PRINTED,
      // What takes time by the square of its objects is run once.
      once: objects > (onceAbove[name] ?? Infinity),
    })),
  ]);
}

/** A fleet of which one cluster changes, or none. */
export async function oneChanged(clusters: number, rounds: number, tell: Tell): Promise<Result[]> {
  const folder = temporaryFolder();
  const all = fleetOf(clusters);
  const objects = countObjects(templates()) * clusters;
  let round = 0;
  writeClusterFiles(folder, all);
  await measure(synth(folder));
  const command = synth(folder);
  return interleaved(clusters, rounds, tell, [
    { contender: 'synth, nothing changed', objects, command },
    {
      contender: 'synth, one changed',
      objects,
      command,
      prepare: () => writeClusterFiles(folder, [{ ...all[0]!, owner: `owner-${round++}` }]),
    },
  ]);
}

async function interleaved(
  clusters: number,
  rounds: number,
  tell: Tell,
  runners: readonly Runner[],
): Promise<Result[]> {
  const runs = new Map(runners.map((runner) => [runner, [] as Run[]]));
  // The first round fills the disk's cache and makes what is made once; it doesn't count.
  for (let round = -1; round < rounds; round++) {
    for (const runner of runners) {
      if (runner.once && round !== 0) continue;
      runner.prepare?.();
      const run = await measure(runner.command);
      if (round >= 0) runs.get(runner)?.push(run);
    }
  }
  return [...runs].map(([{ contender, objects, makes }, all]) => {
    const middle = (of: (run: Run) => number | undefined) => {
      const known = all.flatMap((run) => of(run) ?? []);
      return known.length > 0 ? median(known) : undefined;
    };
    const result = {
      contender,
      clusters,
      objects,
      rounds: all.length,
      ms: median(all.map(({ ms }) => ms)),
      bestMs: Math.min(...all.map(({ ms }) => ms)),
      cpuMs: middle(({ cpuMs }) => cpuMs),
      meanUserMs: all.every(({ userMs }) => userMs !== undefined)
        ? all.reduce((sum, { userMs = 0 }) => sum + userMs, 0) / all.length
        : undefined,
      peakMb: middle(({ peakMb }) => peakMb),
      ...(makes && { bytes: makes === PRINTED ? all.at(-1)?.bytes : bytesBelow(makes) }),
    };
    tell(`${clusters} clusters  ${contender}: ${result.ms.toFixed(0)} ms`);
    return result;
  });
}

let setAsideBefore = 0;
function setAside(folder: string, made: string): void {
  if (existsSync(made)) renameSync(made, join(folder, `made-${setAsideBefore++}`));
}
