import { launchTemplate } from '../own-parts.ts';
import { quote } from '../../../terminal/shell.ts';
import type { Step } from '../step.ts';
import { awsFlags, type Context, clusterFlags, findItem, itemOf } from './context.ts';

/** A node group that is new. */
export function createGroup(context: Context): Step[] {
  const { file, change, ownTemplate } = context;
  const { name } = change.after as { name: string };
  if (ownTemplate) return [makeFromTemplate(context)];
  return [
    {
      command: `eksctl create nodegroup -f ${quote(file)} --include ${quote(name)}`,
      why: `the new node group ${name}`,
    },
  ];
}

/** A node group that is gone. */
export function deleteGroup(context: Context): Step[] {
  const { name } = context.change.before as { name: string };
  if (context.ownTemplate) return remakeFromTemplate(context, name);
  return [
    {
      command: `eksctl delete nodegroup ${clusterFlags(context)} --name ${quote(name)}`,
      why: `drains the node group ${name} and deletes it; eksctl does not delete by itself what is no longer in the file`,
    },
  ];
}

/**
 * What a node group can't change: a group of another name takes its pods, while one is made anew under its own.
 * Only the second and third command are needed where pods may wait some minutes.
 */
export function replaceGroup(context: Context): Step[] {
  const name = itemOf(context);
  if (context.ownTemplate) return remakeFromTemplate(context, name);
  const spare = `${name}-next`;
  const file = quote(context.file);
  const remove = (group: string) =>
    `eksctl delete nodegroup ${clusterFlags(context)} --name ${quote(group)}`;
  return [
    {
      command: `sed 's/^  - name: ${name}$/  - name: ${spare}/' ${file} | eksctl create nodegroup -f - --include ${quote(spare)}`,
      why: `you cannot change this in a node group, so ${name} is created again; ${spare} has the pods until then (leave it out if they may wait)`,
    },
    { command: remove(name), why: `moves the pods off ${name} and deletes it` },
    {
      command: `eksctl create nodegroup -f ${file} --include ${quote(name)}`,
      why: `${name} as in the file`,
    },
    { command: remove(spare), why: 'moves the pods back (left out with the first command)' },
  ];
}

function remakeFromTemplate(context: Context, name: string): Step[] {
  return [
    {
      command: `eksctl delete nodegroup ${clusterFlags(context)} --name ${quote(name)} --drain=false`,
      why: `deletes the node group ${name}, because a group never changes what it was made from; its pods wait for the new one`,
    },
    makeFromTemplate(context),
  ];
}

function makeFromTemplate({ after }: Context): Step {
  const { name } = after.metadata as { name: string };
  return launchTemplate(name, 'the launch template, and the nodes from it');
}

/** Another version of the launch template. */
export function templateVersion(context: Context): Step[] {
  const { change, ownTemplate } = context;
  const name = itemOf(context);
  if (ownTemplate) return [makeFromTemplate(context)];
  const why = `the nodes of ${name} with that version, one after another`;
  if (change.after !== undefined) {
    return [
      {
        command: `eksctl upgrade nodegroup ${clusterFlags(context)} --name ${quote(name)} --launch-template-version ${quote(String(change.after))}`,
        why,
      },
    ];
  }
  const { launchTemplate: template } = findItem(context.after, 'managedNodeGroups', name);
  const { id } = (template ?? {}) as { id?: string };
  // Without any template left, the group is made anew.
  if (id === undefined) return [];
  return [
    {
      command: `aws eks update-nodegroup-version ${awsFlags(context)} --nodegroup-name ${quote(name)} --launch-template id=${quote(id)}`,
      why: "the nodes, with the template's default version; eksctl needs its number",
    },
  ];
}

/** Other numbers of nodes. */
export function scaleGroup(context: Context): Step[] {
  const name = itemOf(context);
  const { minSize, desiredCapacity, maxSize } = findItem(context.after, 'managedNodeGroups', name);
  const flag = (key: string, value: unknown) =>
    typeof value === 'number' ? ` ${key} ${value}` : '';
  return [
    {
      command: `eksctl scale nodegroup ${clusterFlags(context)} --name ${quote(name)}${flag('--nodes', desiredCapacity)}${flag('--nodes-min', minSize)}${flag('--nodes-max', maxSize)}`,
      why: `the size of ${name}; after that, the autoscaler chooses a number within it`,
    },
  ];
}

/** Node labels; `set labels -f` leaves labels that are there already as they are, so each is named. */
export function labelGroup(context: Context): Step[] {
  const { change } = context;
  const group = `${clusterFlags(context)} --nodegroup ${quote(itemOf(context))}`;
  const key = change.path.at(-1) ?? '';
  if (change.after === undefined) {
    return [
      {
        command: `eksctl unset labels ${group} --labels ${quote(key)}`,
        why: `removes the node label ${key}`,
      },
    ];
  }
  return [
    {
      command: `eksctl set labels ${group} --labels ${quote(`${key}=${String(change.after)}`)}`,
      why: `the node label ${key}`,
    },
  ];
}

/** How an update of the nodes goes about it: all that `eksctl update nodegroup` changes. */
export function updateGroup({ file }: Context): Step[] {
  return [
    {
      command: `eksctl update nodegroup -f ${quote(file)}`,
      why: 'how many nodes may be replaced at a time',
    },
  ];
}

/** Another release of the nodes' image. */
export function releaseGroup(context: Context): Step[] {
  const { after } = context.change;
  const release = typeof after === 'string' ? ` --release-version ${quote(after)}` : '';
  return [
    {
      command: `eksctl upgrade nodegroup ${clusterFlags(context)} --name ${quote(itemOf(context))}${release}`,
      why: "the nodes' image",
    },
  ];
}

/** Taints, for which eksctl has no command. */
export function taintGroup(context: Context): Step[] {
  const name = itemOf(context);
  const { taints } = findItem(context.after, 'managedNodeGroups', name);
  const effects: Readonly<Record<string, string>> = {
    NoSchedule: 'NO_SCHEDULE',
    NoExecute: 'NO_EXECUTE',
    PreferNoSchedule: 'PREFER_NO_SCHEDULE',
  };
  const list = Array.isArray(taints) ? (taints as Readonly<Record<string, string>>[]) : [];
  const wanted = list.map(({ key, value, effect = '' }) => ({
    key,
    value,
    effect: effects[effect] ?? effect,
  }));
  const former = findItem(context.before, 'managedNodeGroups', name).taints;
  const removed = (Array.isArray(former) ? (former as Readonly<Record<string, string>>[]) : [])
    .filter(
      ({ key, effect }) => !list.some((taint) => taint.key === key && taint.effect === effect),
    )
    .map(({ key, effect = '' }) => ({ key, effect: effects[effect] ?? effect }));
  const payload = JSON.stringify({
    addOrUpdateTaints: wanted,
    ...(removed.length > 0 && { removeTaints: removed }),
  });
  return [
    {
      command: `aws eks update-nodegroup-config ${awsFlags(context)} --nodegroup-name ${quote(name)} --taints ${quote(payload)}`,
      why: `the taints of ${name}; eksctl has no command for them`,
    },
  ];
}
