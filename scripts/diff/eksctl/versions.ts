import { alwaysThere } from '../../../tables/addons.ts';
import { mostBehind } from '../../../tables/kubernetes.ts';
import { installedAnyway, latestAddon } from './addons.ts';
import { at, type Context, clusterFlags, findItem, hasItem, namesIn } from './context.ts';
import { replacement } from './node-groups.ts';
import { quote } from '../../../terminal/shell.ts';
import { type Move, newCluster, noCommand, nothing, run, type Taken } from './taken.ts';

/** A newer minor: the control plane one minor at a time, each time the nodes after it, and the addons last. */
export function upgrade(context: Context): Taken {
  const { change } = context;
  const to = minorSaid(change.after);
  if (to === undefined) return nothing('the file no longer says it, and the cluster keeps it');
  // A file that does not say where it stands is one that is to go one further.
  const from = minorSaid(change.before) ?? to - 1;
  if (to < from) {
    return newCluster(
      'EKS goes back only within seven days of an upgrade, and only one minor version (eksctl upgrade cluster --version)',
    );
  }
  const late = namesIn(context.before, 'nodeGroups');
  if (late.length > 0 && to - from > mostBehind) {
    return noCommand(
      `nodes may be ${mostBehind} minor versions older than the control plane: plan to 1.${from + mostBehind} first, where ${late.join(' and ')} can be created again or deleted`,
    );
  }
  const moves: Move[] = [];
  for (let minor = from + 1; minor <= to; minor++) {
    const isLate = minor === to - mostBehind;
    moves.push(controlPlane(context, minor));
    moves.push(...nodeGroups(context, isLate).map((group) => nodes(context, group, minor)));
  }
  const again = ownGroups(context).flatMap((name) => replacement(context, 'nodeGroups', name));
  return run(
    ...moves,
    ...again.map((move): Move => ({ ...move, phase: 'replaced nodes' })),
    ...addons(context),
  );
}

function controlPlane({ cluster, region, after }: Context, minor: number): Move {
  const version = `1.${minor}`;
  const force = at(after, 'metadata.forceUpdateVersion') === true ? ' --force' : '';
  return {
    command: `eksctl upgrade cluster --name ${quote(cluster)} --region ${quote(region)} --version ${version}${force} --approve`,
    why: `the control plane to ${version}; EKS goes one minor version at a time, and back only within seven days`,
    update: { goesOn: false },
  };
}

function nodes(context: Context, group: string, minor: number): Move {
  const version = `1.${minor}`;
  return {
    command: `eksctl upgrade nodegroup ${clusterFlags(context)} --name ${quote(group)} --kubernetes-version ${version}`,
    why: `the nodes to ${version}, one after another`,
    update: { groups: [group], goesOn: false },
  };
}

// Where the template says the image, its next version brings the new minor. What is made anew, or goes, is not worth it
// until it would be too old.
function nodeGroups(context: Context, isLate: boolean): string[] {
  if (context.fixedImage) return [];
  const kind = 'managedNodeGroups';
  return namesIn(context.before, kind).filter(
    (name) =>
      findItem(context.before, kind, name).ami === undefined &&
      (isLate || !context.leaving.has(`${kind} ${name}`)),
  );
}

/** Whether a newer minor version makes the groups anew that eksctl makes without EKS. */
export function remakesOwnGroups({ before, after }: Pick<Context, 'before' | 'after'>): boolean {
  const [said, to] = [before, after].map((config) => minorSaid(at(config, 'metadata.version')));
  if (to === undefined) return false;
  const from = said ?? to - 1;
  return to > from && to - from <= mostBehind;
}

/** The groups that eksctl makes without EKS, which nobody upgrades in place. */
export function ownGroups({ before, after }: Pick<Context, 'before' | 'after'>): string[] {
  return namesIn(before, 'nodeGroups').filter((name) => hasItem(after, 'nodeGroups', name));
}

// `-f` keeps the version of an addon that names none, so those are asked for their latest by name.
function addons(context: Context): Move[] {
  const { before, after } = context;
  const names = namesIn(after, 'addons');
  const versioned = names.filter((name) => {
    const { version, configurationValues } = findItem(after, 'addons', name);
    return version !== undefined || configurationValues !== undefined;
  });
  const unversioned = names.filter(
    (name) =>
      findItem(after, 'addons', name).version === undefined && hasItem(before, 'addons', name),
  );
  const all: Move[] = [
    ...unversioned.map((name) =>
      latestAddon(context, name, `${name} as the new minor version needs it`),
    ),
    ...unnamed(context).map((name) =>
      latestAddon(
        context,
        name,
        `${name}, which eksctl installs in a cluster whose file does not name it`,
      ),
    ),
  ];
  if (versioned.length > 0) {
    all.push({
      command: `eksctl update addon -f ${quote(context.file)}`,
      why: 'the addons with their own versions or settings',
    });
  }
  return all.map((move) => ({ ...move, phase: 'addons' }));
}

function unnamed({ before, after }: Context): string[] {
  const installed = installedAnyway(after);
  return alwaysThere.filter(
    (name) =>
      installed.includes(name) &&
      !hasItem(before, 'addons', name) &&
      !hasItem(after, 'addons', name),
  );
}

/** The number of a minor version that a file says. */
function minorSaid(version: unknown): number | undefined {
  const match = /^1\.(\d+)$/.exec(String(version));
  return match ? Number(match[1]) : undefined;
}
