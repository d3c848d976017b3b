import { alwaysThere } from '../../../tables/addons.ts';
import { mostBehind } from '../../../tables/kubernetes.ts';
import { installedAnyway, latestAddon } from './addons.ts';
import {
  at,
  awsFlags,
  type Configs,
  type Context,
  clusterFlags,
  findItem,
  hasItem,
  namesIn,
} from './context.ts';
import { kinds, replacement } from './node-groups.ts';
import { quote } from '../../../terminal/shell.ts';
import { type Move, newCluster, noCommand, nothing, run, type Taken } from './taken.ts';

/** A newer minor: the control plane one minor at a time, each time the nodes after it, and the addons last. */
export function upgrade(context: Context): Taken {
  const { before, after } = context.change;
  if (after === undefined) {
    return nothing('the file no longer says it, and the cluster keeps it');
  }
  const to = minorSaid(after);
  if (to === undefined) {
    return noCommand('only a new cluster gets such a version: write a minor version, as 1.36');
  }
  // A file that does not say where it stands is one that is to go one further.
  const said = minorSaid(before);
  const from = said ?? to - 1;
  if (to < from) {
    return newCluster(
      'EKS goes back only within seven days of an upgrade, and only one minor version (eksctl upgrade cluster --version)',
    );
  }
  const late = lateGroups(context);
  const stay = kinds.flatMap((kind) => withFixedImage(context, kind));
  if (late.length > 0 && to - from > mostBehind) {
    return noCommand(
      `nodes may be ${mostBehind} minor versions older than the control plane: plan to 1.${from + mostBehind} first, where ${late.join(' and ')} can be created again${stay.length > 0 ? ' with another ami' : ''} or deleted`,
    );
  }
  const moves: Move[] = said === undefined ? [lookFirst(context, from)] : [];
  for (let minor = from + 1; minor <= to; minor++) {
    const isLate = minor === to - mostBehind;
    moves.push(controlPlane(context, minor));
    moves.push(...nodeGroups(context, isLate).map((group) => nodes(context, group, minor)));
    if (hasProfiles(context) && (isLate || minor === to)) moves.push(restartOnFargate(minor));
  }
  const again = ownGroups(context).flatMap((name) =>
    replacement(context, 'nodeGroups', name, 'nodes that EKS does not manage keep their version'),
  );
  return {
    ...run(
      ...moves,
      ...again.map((move): Move => ({ ...move, phase: 'replaced nodes' })),
      ...addons(context),
    ),
    ...(stay.length > 0 && {
      note: `the nodes of ${stay.join(' and ')} keep their version until the file says another ami`,
    }),
  };
}

// Managed groups whose nodes only change when they are made anew, and those that nobody upgrades.
function lateGroups({ before }: Context): string[] {
  const kind = 'managedNodeGroups';
  const fixed = namesIn(before, kind).filter(
    (name) => findItem(before, kind, name).ami !== undefined,
  );
  return [...namesIn(before, 'nodeGroups'), ...fixed];
}

function lookFirst(context: Context, from: number): Move {
  return {
    command: `aws eks describe-cluster ${awsFlags(context, '--name')} --query cluster.version --output text`,
    why: `the version that runs, which the earlier file does not say: the upgrade is for 1.${from}, and goes back from a newer one`,
  };
}

function hasProfiles({ before, after }: Context): boolean {
  const kind = 'fargateProfiles';
  return namesIn(before, kind).some((name) => hasItem(after, kind, name));
}

function restartOnFargate(minor: number): Move {
  return {
    command:
      'kubectl drain --selector eks.amazonaws.com/compute-type=fargate --ignore-daemonsets --delete-emptydir-data',
    why: `pods on Fargate start again, with 1.${minor}; they keep their earlier version until then`,
    repeats: true,
  };
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
  const { releaseVersion } = findItem(context.after, 'managedNodeGroups', group);
  // Otherwise they would be replaced again, by those of the release.
  const release = String(releaseVersion).startsWith(`${version}.`) && String(releaseVersion);
  const to = release ? `--release-version ${quote(release)}` : `--kubernetes-version ${version}`;
  return {
    command: `eksctl upgrade nodegroup ${clusterFlags(context)} --name ${quote(group)} ${to}`,
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
export function remakesOwnGroups({ before, after }: Configs): boolean {
  const [said, to] = [before, after].map((config) => minorSaid(at(config, 'metadata.version')));
  if (to === undefined) return false;
  const from = said ?? to - 1;
  return to > from && to - from <= mostBehind;
}

/** The groups that eksctl makes without EKS, which nobody upgrades in place, where another image can come. */
export function ownGroups(configs: Configs): string[] {
  const kind = 'nodeGroups';
  const fixed = withFixedImage(configs, kind);
  return namesIn(configs.before, kind).filter(
    (name) => hasItem(configs.after, kind, name) && !fixed.includes(name),
  );
}

// The groups whose image is the same before and after, and not one that eksctl looks up.
function withFixedImage({ before, after }: Configs, kind: string): string[] {
  return namesIn(before, kind).filter((name) => {
    const { ami } = findItem(before, kind, name);
    return String(ami).startsWith('ami-') && findItem(after, kind, name).ami === ami;
  });
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
