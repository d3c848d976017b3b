import { effectForEks } from '../../../aws/taint-effects.ts';
import { launchTemplate } from '../own-parts.ts';
import { quote } from '../../../terminal/shell.ts';
import {
  at,
  awsFlags,
  type Context,
  clusterFlags,
  type Fields,
  findItem,
  hasItem,
  itemOf,
  listAt,
  pick,
} from './context.ts';
import { withPart } from './part.ts';
import { spareName } from './spare-name.ts';
import { inPhase, type Move, nothing, run, type Taken, type Update } from './taken.ts';

/** The lists of node groups: those that EKS manages, and those that eksctl makes without it. */
export const kinds = ['managedNodeGroups', 'nodeGroups'] as const;

type Kind = (typeof kinds)[number];

/** A node group that is new. */
export function createGroup(context: Context): Taken {
  const name = itemOf(context);
  if (context.ownTemplate) return run(makeFromTemplate(context));
  const wasOther = hasItem(context.before, otherKind(context), name);
  if (wasOther) {
    return inPhase('replaced nodes', run(...replacement(context, kindOf(context), name)));
  }
  return run(create(context, name, `the new node group ${name}`));
}

/** A node group that is gone. */
export function deleteGroup(context: Context): Taken {
  const name = itemOf(context);
  if (context.ownTemplate) return run(...remakeFromTemplate(context, name));
  if (hasItem(context.after, otherKind(context), name)) {
    return nothing(`${name} is created again among the ${otherKind(context)}`);
  }
  return run(
    remove(
      context,
      name,
      `drains the node group ${name} and deletes it; eksctl does not delete by itself what is no longer in the file`,
    ),
  );
}

/** What a node group can't change. */
export function replaceGroup(context: Context): Taken {
  const name = itemOf(context);
  if (context.ownTemplate) return run(...remakeFromTemplate(context, name));
  return run(...replacement(context, kindOf(context), name));
}

/**
 * A group of another name takes a group's pods, while it is made anew under its own. Only the second and third command
 * are needed where pods may wait some minutes.
 */
export function replacement(
  context: Context,
  kind: Kind,
  name: string,
  because = 'you cannot change this in a node group',
): Move[] {
  const configs = [context.before, context.after];
  const spare = spareName(name, (other) =>
    kinds.some((each) => configs.some((config) => hasItem(config, each, other))),
  );
  const keys = {
    ...pick(context.after, networkKeys(context.after)),
    [kind]: [{ ...findItem(context.after, kind, name), name: spare }],
  };
  return [
    {
      ...withPart(context, spare, keys, 'create nodegroup'),
      why: `${because}, so ${name} is created again; ${spare} has the pods until then (leave it out if they may wait)`,
    },
    // Until it is gone, its name is taken, and eksctl would leave the new one out.
    {
      ...remove(context, name, `moves the pods off ${name} and deletes it`, ' --wait'),
    },
    create(context, name, `${name} as in the file`),
    remove(context, spare, 'moves the pods back (left out with the first command)'),
  ];
}

// Where eksctl made the cluster, it knows its network.
function networkKeys(config: Fields): string[] {
  const isGiven = at(config, 'vpc.id') !== undefined || at(config, 'vpc.subnets') !== undefined;
  return [...(isGiven ? ['vpc'] : []), 'privateCluster', 'outpost'];
}

function create({ file }: Context, name: string, why: string): Move {
  return {
    command: `eksctl create nodegroup -f ${quote(file)} --include ${quote(name)}`,
    why,
  };
}

function remove(context: Context, name: string, why: string, more = ''): Move {
  return {
    command: `eksctl delete nodegroup ${clusterFlags(context)} --name ${quote(name)}${more}`,
    why,
  };
}

function kindOf({ change }: Context): Kind {
  return change.path[0] as Kind;
}

function otherKind(context: Context): Kind {
  return kindOf(context) === 'nodeGroups' ? 'managedNodeGroups' : 'nodeGroups';
}

function remakeFromTemplate(context: Context, name: string): Move[] {
  return [
    {
      command: `eksctl delete nodegroup ${clusterFlags(context)} --name ${quote(name)} --drain=false`,
      why: `deletes the node group ${name}, because a group never changes what it was made from; its pods wait for the new one`,
    },
    makeFromTemplate(context),
  ];
}

function makeFromTemplate({ after }: Context): Move {
  const { name } = after.metadata as { name: string };
  return launchTemplate(name, 'the launch template, and the nodes from it');
}

/** Another version of the launch template. */
export function templateVersion(context: Context): Taken {
  const { change, ownTemplate } = context;
  const name = itemOf(context);
  if (ownTemplate) return run(makeFromTemplate(context));
  const why = `the nodes of ${name} with that version, one after another`;
  if (change.after !== undefined) {
    return run({
      command: `eksctl upgrade nodegroup ${clusterFlags(context)} --name ${quote(name)} --launch-template-version ${quote(String(change.after))}`,
      why,
      update: { groups: [name], goesOn: false },
    });
  }
  const { launchTemplate: template } = findItem(context.after, 'managedNodeGroups', name);
  const { id } = (template ?? {}) as { id?: string };
  if (id === undefined) return nothing('without any template left, the group is created again');
  return run({
    command: `aws eks update-nodegroup-version ${awsFlags(context)} --nodegroup-name ${quote(name)} --launch-template id=${quote(id)}`,
    why: "the nodes, with the template's default version; eksctl needs its number",
    update: updateOf(name),
  });
}

const sizeFlags = { desiredCapacity: '--nodes', minSize: '--nodes-min', maxSize: '--nodes-max' };

/** Other numbers of nodes: those that change, because the autoscaler may have chosen another of the rest. */
export function scaleGroup(context: Context): Taken {
  if (context.change.after === undefined) {
    return nothing('the file no longer says it, and the group keeps it');
  }
  const name = itemOf(context);
  const [before, after] = [context.before, context.after].map((config) =>
    findItem(config, kindOf(context), name),
  );
  const flags = Object.entries(sizeFlags).flatMap(([key, flag]) => {
    const size = after?.[key];
    return typeof size === 'number' && size !== before?.[key] ? [`${flag} ${size}`] : [];
  });
  const isWithin = flags.some((flag) => flag.startsWith('--nodes '));
  const more = isWithin ? '' : '; if AWS says that more or fewer nodes run, add --nodes NUMBER';
  return run({
    command: `eksctl scale nodegroup ${clusterFlags(context)} --name ${quote(name)} ${flags.join(' ')}`,
    why: `the size of ${name}; after that, the autoscaler chooses a number within it${more}`,
    ...(kindOf(context) === 'managedNodeGroups' && { update: updateOf(name) }),
  });
}

/** Node labels; `set labels -f` leaves labels that are there already as they are, so each is named. */
export function labelGroup(context: Context): Taken {
  const { change } = context;
  const group = `${clusterFlags(context)} --nodegroup ${quote(itemOf(context))}`;
  const key = change.path.at(-1) ?? '';
  const update = updateOf(itemOf(context));
  if (change.after === undefined) {
    return run({
      command: `eksctl unset labels ${group} --labels ${quote(key)}`,
      why: `removes the node label ${key}`,
      update,
    });
  }
  return run({
    command: `eksctl set labels ${group} --labels ${quote(`${key}=${String(change.after)}`)}`,
    why: `the node label ${key}`,
    update,
  });
}

/** How many nodes an update takes at a time: all that `eksctl update nodegroup` changes, and in every group of a file. */
export function updateGroup(context: Context): Taken {
  const { file, after } = context;
  const groups = listAt(after, 'managedNodeGroups');
  const why = 'how many nodes may be replaced at a time';
  if (groups.every(({ updateConfig }) => updateConfig !== undefined)) {
    const update = updateOf(...groups.map(({ name }) => String(name)));
    return run({ command: `eksctl update nodegroup -f ${quote(file)}`, why, update });
  }
  const name = itemOf(context);
  const group = findItem(after, 'managedNodeGroups', name);
  const { updateConfig = { maxUnavailable: 1 } } = group;
  const says = JSON.stringify(updateConfig);
  return run({
    command: `aws eks update-nodegroup-config ${awsFlags(context)} --nodegroup-name ${quote(name)} --update-config ${quote(says)}`,
    why: `${why}; eksctl fails where a node group of the file does not say it`,
    update: updateOf(name),
  });
}

/** Whether EKS replaces nodes that fail. */
export function repairGroup(context: Context): Taken {
  const name = itemOf(context);
  const { nodeRepairConfig = { enabled: false } } = findItem(
    context.after,
    'managedNodeGroups',
    name,
  );
  return run({
    command: `aws eks update-nodegroup-config ${awsFlags(context)} --nodegroup-name ${quote(name)} --node-repair-config ${quote(JSON.stringify(nodeRepairConfig))}`,
    why: `whether EKS replaces nodes of ${name} that fail; eksctl sets it only at creation`,
    update: updateOf(name),
  });
}

/** Another release of the nodes' image. */
export function releaseGroup(context: Context): Taken {
  const { after } = context.change;
  const release = typeof after === 'string' ? ` --release-version ${quote(after)}` : '';
  const name = itemOf(context);
  return run({
    command: `eksctl upgrade nodegroup ${clusterFlags(context)} --name ${quote(name)}${release}`,
    why: "the nodes' image",
    update: { groups: [name], goesOn: false },
  });
}

/** Taints, for which eksctl has no command. */
export function taintGroup(context: Context): Taken {
  const name = itemOf(context);
  const wanted = taintsOf(context.after, name);
  const removed = taintsOf(context.before, name)
    .filter(
      ({ key, effect }) => !wanted.some((taint) => taint.key === key && taint.effect === effect),
    )
    .map(({ key, effect }) => ({ key, effect }));
  const payload = JSON.stringify({
    ...(wanted.length > 0 && { addOrUpdateTaints: wanted }),
    ...(removed.length > 0 && { removeTaints: removed }),
  });
  return run({
    command: `aws eks update-nodegroup-config ${awsFlags(context)} --nodegroup-name ${quote(name)} --taints ${quote(payload)}`,
    why: `the taints of ${name}; eksctl has no command for them`,
    update: updateOf(name),
  });
}

function updateOf(...groups: readonly string[]): Update {
  return { groups, goesOn: true };
}

function taintsOf(
  config: Fields,
  group: string,
): { key: string; value?: string; effect: string }[] {
  const { taints } = findItem(config, 'managedNodeGroups', group);
  const list = Array.isArray(taints) ? (taints as Readonly<Record<string, string>>[]) : [];
  return list.map(({ key = '', value, effect = '' }) => ({
    key,
    ...(value !== undefined && { value }),
    effect: effectForEks(effect),
  }));
}
