import { addonStackName } from '../../../eksctl/stack-names.ts';
import { alwaysThere, coreAddonsIn } from '../../../tables/addons.ts';
import { quote } from '../../../terminal/shell.ts';
import {
  awsFlags,
  at,
  type Context,
  clusterFlags,
  type Fields,
  findItem,
  hasItem,
  isAuto,
  itemOf,
  listAt,
} from './context.ts';
import { withPart } from './part.ts';
import { tagMoves } from './tags.ts';
import { inPhase, type Move, nothing, run, type Taken } from './taken.ts';

// They run on every node, and nodes need them; others need nodes.
const forNodes = ['vpc-cni', 'kube-proxy', 'eks-pod-identity-agent'];
// With EKS's auto mode, EKS has them in the nodes.
const broughtByEks: readonly string[] = alwaysThere;

/** Addons that are new; eksctl skips those that exist. */
export function createAddon(context: Context): Taken {
  const created = create(context);
  const name = itemOf(context);
  const isThere = installedAnyway(context.before).includes(name);
  const says = Object.keys(findItem(context.after, 'addons', name)).length > 1;
  return run(
    created,
    ...(isThere && says ? [{ ...update(context), phase: 'addons' as const }] : []),
  );
}

function create(context: Context): Move {
  const name = itemOf(context);
  const all = {
    command: `eksctl create addon -f ${quote(context.file)}`,
    why: 'the new addons; those that exist are skipped',
  };
  return forNodes.includes(name) && !hasGroups(context) ? createForNodes(context) : all;
}

// Together, because eksctl knows in which order.
function createForNodes(context: Context): Move {
  const named = listAt(context.after, 'addons').filter(
    ({ name }) => !hasItem(context.before, 'addons', String(name)),
  );
  const unnamed = noLongerBrought(context).map((name): Fields => ({ name }));
  const addons = [...named, ...unnamed].filter(({ name }) => forNodes.includes(String(name)));
  return {
    ...withPart(context, 'addons-for-nodes', { addons, ...settings(context) }, 'create addon'),
    why: 'the addons that nodes need; eksctl waits for other addons until nodes are there',
    phase: 'addons for nodes',
  };
}

/** The addons that a cluster needs once EKS has them no longer in the nodes of its Auto Mode. */
export function addonsAfterAutoMode(context: Context): Move[] {
  return noLongerBrought(context).map((name): Move => {
    if (forNodes.includes(name)) return createForNodes(context);
    return {
      command: `eksctl create addon ${clusterFlags(context)} --name ${quote(name)}`,
      why: `${name}, which Auto Mode brought until now`,
      phase: 'new addons',
    };
  });
}

// Those that the file names are new in it, or are there.
function noLongerBrought({ before, after }: Context): string[] {
  const isOff = isAuto(before) && !isAuto(after);
  const installed = isOff ? installedAnyway(after) : [];
  const isNamed = (name: string) => [before, after].some((one) => hasItem(one, 'addons', name));
  return broughtByEks.filter((name) => installed.includes(name) && !isNamed(name));
}

/** What eksctl installs in a new cluster whose file does not name it. */
export function installedAnyway(config: Fields): readonly string[] {
  if (at(config, 'addonsConfig.disableDefaultAddons') === true) return [];
  const installed = coreAddonsIn(String(at(config, 'metadata.region')));
  return isAuto(config) ? installed.filter((name) => !broughtByEks.includes(name)) : installed;
}

function hasGroups({ before }: Context): boolean {
  return ['nodeGroups', 'managedNodeGroups'].some((key) => listAt(before, key).length > 0);
}

/** A call of eksctl for one addon of the file alone. */
function part(context: Context, name: string, call: string, more: Fields = {}) {
  const addons = [{ ...findItem(context.after, 'addons', name), ...more }];
  return withPart(context, `addon-${name}`, { addons, ...settings(context) }, call);
}

/** An addon in the latest version that the cluster's minor version can have. */
export function latestAddon(context: Context, name: string, why: string): Move {
  // By its name alone, eksctl would not know what to do with its pod identity associations.
  if (hasPods(findItem(context.after, 'addons', name))) {
    return { ...part(context, name, 'update addon', { version: 'latest' }), why };
  }
  return {
    command: `eksctl update addon ${clusterFlags(context)} --name ${quote(name)} --version latest`,
    why,
  };
}

function settings({ after }: Context) {
  const { addonsConfig } = after;
  const withOIDC = at(after, 'iam.withOIDC');
  return {
    ...(addonsConfig !== undefined && { addonsConfig }),
    ...(withOIDC !== undefined && { iam: { withOIDC } }),
  };
}

/** An addon that is gone. */
export function deleteAddon(context: Context): Taken {
  const name = itemOf(context);
  if (installedAnyway(context.after).includes(name)) {
    return nothing(
      `eksctl installs ${name} in a cluster whose file does not name it, so it stays as it is`,
    );
  }
  return run({
    command: `eksctl delete addon ${clusterFlags(context)} --name ${quote(name)}`,
    why: `deletes the addon ${name} with its pods; eksctl does not delete by itself what is no longer in the file`,
  });
}

/** Other settings of an addon. */
export function updateAddon(context: Context): Taken {
  return run(update(context));
}

/** Another version of an addon. */
export function addonVersion(context: Context): Taken {
  if (context.change.after !== undefined) return run(update(context));
  return nothing('the file no longer says it, and the addon keeps it');
}

/** The settings that EKS gives to what an addon runs; it keeps those that it is told nothing of. */
export function addonValues(context: Context): Taken {
  if (context.change.after !== undefined) return run(update(context));
  const name = itemOf(context);
  return run({
    ...part(context, name, 'update addon', { configurationValues: '{}' }),
    why: `${name} without settings; eksctl keeps those that a file does not name`,
  });
}

function update({ file }: Context) {
  return {
    command: `eksctl update addon -f ${quote(file)}`,
    why: "the addons' versions, settings and roles",
  };
}

/** Where an addon's pods are: EKS decides that once. */
export function replaceAddon(context: Context): Taken {
  const why = `an addon keeps this, so ${itemOf(context)} is created again; its pods are gone until then`;
  return run(...leave(context, '', why), createAgain(context));
}

// Its pods stay, because nodes may need them. The role would too, and its name is taken then.
function withoutRights(context: Context): Taken {
  const name = itemOf(context);
  const { serviceAccountRoleARN } = findItem(context.before, 'addons', name);
  const why = `an addon keeps its role, so ${name} is created again; its pods stay`;
  return run(
    ...leave(context, ' --preserve', why),
    ...(serviceAccountRoleARN === undefined ? deleteRole(context) : []),
    createAgain(context),
  );
}

function deleteRole(context: Context): Move[] {
  const stack = quote(addonStackName(context.cluster, itemOf(context)));
  const flags = `--region ${quote(context.region)} --stack-name ${stack}`;
  return [
    {
      command: `aws cloudformation delete-stack ${flags}`,
      why: `the role that eksctl made for ${itemOf(context)}`,
    },
    {
      command: `aws cloudformation wait stack-delete-complete ${flags}`,
      why: 'until the role is gone',
    },
  ];
}

function leave(context: Context, flag: string, why: string): Move[] {
  const name = itemOf(context);
  return [
    { command: `eksctl delete addon ${clusterFlags(context)} --name ${quote(name)}${flag}`, why },
    {
      command: `aws eks wait addon-deleted ${awsFlags(context)} --addon-name ${quote(name)}`,
      why: `until ${name} is gone; eksctl does not wait for that`,
    },
  ];
}

function createAgain(context: Context): Move {
  const name = itemOf(context);
  return { ...part(context, name, 'create addon'), why: `${name} as in the file` };
}

/** The role of an addon that is no longer in the file: eksctl keeps the one that is there. */
export function permissions(context: Context): Taken {
  const name = itemOf(context);
  const now = findItem(context.after, 'addons', name);
  const keys = ['serviceAccountRoleARN', 'attachPolicyARNs', 'attachPolicy', 'wellKnownPolicies'];
  const had = findItem(context.before, 'addons', name);
  if (hasPods(had) && !hasPods(now)) {
    const without = { addons: [{ ...pickName(now), podIdentityAssociations: [] }] };
    return run(
      {
        ...withPart(context, `addon-${name}`, without, 'update addon'),
        phase: 'new addons',
        why: `takes the pod identity associations of ${name} away; eksctl wants to be told with an empty list`,
      },
      update(context),
    );
  }
  const isGiven = (addon: Fields) => keys.some((key) => addon[key] !== undefined) || hasPods(addon);
  if (isGiven(had) && !isGiven(now)) {
    return inPhase('new addons', withoutRights(context));
  }
  return run(update(context));
}

function hasPods(addon: Fields): boolean {
  const isDefault = addon.useDefaultPodIdentityAssociations === true;
  return isDefault || listAt(addon, 'podIdentityAssociations').length > 0;
}

function pickName({ name, version }: Record<string, unknown>) {
  return { name, ...(version !== undefined && { version }) };
}

/** A tag of an addon. */
export function tagAddon(context: Context): Taken {
  const name = itemOf(context);
  const arn = `$(aws eks describe-addon ${awsFlags(context)} --addon-name ${quote(name)} --query addon.addonArn --output text)`;
  return run(...tagMoves(context, arn, `the addon ${name}`));
}
