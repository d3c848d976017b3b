import { isDeepStrictEqual } from 'node:util';
import { itemNames } from '../../scripts/diff/item-names.ts';
import { normalForm } from '../../scripts/plan/normal-form.ts';
import { shellWords } from '../support/shell-words.ts';
import {
  copyOf,
  type Fields,
  groupLists,
  listIn,
  type ModelCluster,
  setAt,
  valueAt,
} from './model-cluster.ts';

// What eksctl, aws and kubectl do to a cluster, as far as a plan's commands go, and where they would fail: eksctl's
// pkg/actions, as of 0.230.

type Flags = Readonly<Record<string, readonly string[]>>;

interface Call {
  readonly cluster: ModelCluster;
  readonly flags: Flags;
  /** What the command reads with -f. */
  readonly source: Fields;
  readonly command: string;
  readonly file: Fields;
}

type Handler = (call: Call) => void;

/** Does to a cluster what a command would do; throws where it would fail. The file is what `-f f.yaml` reads. */
export function runCommand(cluster: ModelCluster, command: string, file: Fields): void {
  // Pods that start again are in no ClusterConfig.
  if (command.includes(' | xargs -r kubectl rollout restart ')) return;
  const programs = shellWords(command.replace(/ \| cut -d\/ -f2\)/, ')'));
  const words = programs.at(-1) ?? [];
  const [, , text] = programs.length > 1 ? programs[0]! : [];
  const handler = handlers[words.slice(0, 3).join(' ')];
  if (!handler) throw new Error(`no program does this: ${command}`);
  const flags = flagsIn(words.slice(3));
  const isPiped = flags.f?.[0] === '-';
  if (isPiped !== (text !== undefined)) throw new Error(`what is read is not there: ${command}`);
  const read = isPiped ? (JSON.parse(text!) as Fields) : file;
  const source = flags.f ? (normalForm(read) as Fields) : {};
  handler({ cluster, flags, source, command, file });
}

function flagsIn(words: readonly string[]): Flags {
  const flags: Record<string, string[]> = { '': [] };
  let name = '';
  for (const word of words) {
    const match = word === '-f' ? ['', 'f'] : /^--([a-z][a-z0-9-]*)(?:=(.*))?$/s.exec(word);
    if (match) {
      name = match[1]!;
      flags[name] ??= [];
      if (match[2] !== undefined) flags[name]!.push(match[2]);
    } else flags[name]!.push(word);
  }
  return flags;
}

function one(flags: Flags, name: string): string {
  const value = flags[name]?.[0];
  if (value === undefined) throw new Error(`--${name} is missing`);
  return value;
}

function nameOf(item: Fields): string {
  return itemNames([item])?.[0] ?? '';
}

const MAPPINGS = 'iamIdentityMappings';
const ACCOUNTS = 'iam.serviceAccounts';
const ASSOCIATIONS = 'iam.podIdentityAssociations';
const ENTRIES = 'accessConfig.accessEntries';
const PROFILES = 'fargateProfiles';
const FARGATE_ROLE = 'iam.fargatePodExecutionRoleARN';
const defaultAddons = ['vpc-cni', 'coredns', 'kube-proxy'];

/** Makes everything of a list; what exists is skipped, or the command fails. */
function create(path: string, skips = false): Handler {
  return ({ cluster, source }) => {
    const items = listIn(source, path);
    if (items.length === 0) throw new Error(`the file has no ${path}`);
    for (const item of items) {
      if (!skips || !cluster.namesIn(path).includes(nameOf(item))) cluster.add(path, item);
    }
  };
}

function remove(path: string, flag = 'name'): Handler {
  return ({ cluster, flags }) => cluster.remove(path, one(flags, flag));
}

/** Takes keys of every item of a list from the file. */
function update(path: string, keys: readonly string[]): Handler {
  return ({ cluster, source }) => {
    for (const wanted of listIn(source, path)) {
      const item = cluster.item(path, nameOf(wanted));
      for (const key of keys) setAt(item, [key], wanted[key]);
    }
  };
}

function take(...paths: readonly string[]): Handler {
  return ({ cluster, source }) => {
    for (const path of paths) cluster.set(path, valueAt(source, path));
  };
}

const roles = ['attachPolicyARNs', 'serviceAccountRoleARN'];

const updateAddon: Handler = ({ cluster, source, flags }) => {
  const named = flags.name?.[0];
  if (named !== undefined) {
    const isThere = cluster.namesIn('addons').includes(named);
    if (!isThere && !defaultAddons.includes(named)) throw new Error(`there is no ${named}`);
    const addon = isThere ? cluster.item('addons', named) : {};
    if (listIn(addon, 'podIdentityAssociations').length > 0) {
      throw new Error('podIdentityAssociations must be told');
    }
  }
  for (const wanted of listIn(source, 'addons')) {
    const addon = cluster.item('addons', nameOf(wanted));
    const had = listIn(addon, 'podIdentityAssociations').length > 0;
    const { podIdentityAssociations: pods, version, configurationValues } = wanted;
    if (had && pods === undefined) throw new Error('podIdentityAssociations must be []');
    // With pod identity, the role that EKS is not told of goes.
    if (listIn(wanted, 'podIdentityAssociations').length > 0) {
      for (const key of roles) setAt(addon, [key], undefined);
    }
    if (pods !== undefined) addon.podIdentityAssociations = copyOf(pods);
    if (version !== undefined && version !== 'latest') addon.version = version;
    if (configurationValues !== undefined) addon.configurationValues = configurationValues;
    for (const role of roles.filter((key) => wanted[key] !== undefined)) {
      for (const key of roles) setAt(addon, [key], wanted[key]);
      if (had && listIn(wanted, 'podIdentityAssociations').length > 0) {
        throw new Error(`${role} beside pod identity`);
      }
    }
  }
};

const podId = (flags: Flags) => `${one(flags, 'namespace')}/${one(flags, 'service-account-name')}`;

const updatePods: Handler = ({ cluster, source }) => {
  for (const wanted of listIn(source, ASSOCIATIONS)) {
    const item = cluster.item(ASSOCIATIONS, nameOf(wanted));
    if ((item.roleARN === undefined) !== (wanted.roleARN === undefined)) {
      throw new Error('eksctl does not change whose role it is');
    }
    const others = Object.keys(wanted).filter((key) => ['tags', 'roleName'].includes(key));
    if (wanted.roleARN !== undefined && others.length > 0) throw new Error(`not ${others.join()}`);
    for (const [key, value] of Object.entries(wanted)) setAt(item, [key], value);
  }
};

const included =
  (work: (cluster: ModelCluster, wanted: Fields) => void): Handler =>
  ({ cluster, source, flags }) => {
    const [include] = flags.include ?? [];
    if (!('approve' in flags)) throw new Error('it only shows what it would do');
    const all = listIn(source, ACCOUNTS);
    const some = all.filter(
      (item) => include === undefined || include.replace('*', namespaceOf(item)) === nameOf(item),
    );
    if (some.length !== 1) throw new Error(`${include} are ${some.length} of the file`);
    work(cluster, some[0]!);
  };

const namespaceOf = ({ metadata }: Fields) => String((metadata as Fields).namespace);

const approved =
  (handler: Handler): Handler =>
  (call) => {
    if (!('approve' in call.flags)) throw new Error('it only shows what it would do');
    handler(call);
  };

// The tags of what the command asks EKS for.
function tagged({ cluster, flags }: Call): (key: string, value: unknown) => void {
  const arn = one(flags, 'resource-arn');
  const named = (flag: string) => new RegExp(`--${flag} '?([^' ]+)`).exec(arn)?.[1] ?? '';
  if (arn.includes('describe-cluster')) {
    return (key, value) => {
      const tags = { ...(cluster.at('metadata.tags') as Fields | undefined) };
      setAt(tags, [key], value);
      cluster.set('metadata.tags', tags);
    };
  }
  const item = arn.includes('describe-nodegroup')
    ? cluster.item('managedNodeGroups', named('nodegroup-name'))
    : arn.includes('describe-addon')
      ? cluster.item('addons', named('addon-name'))
      : arn.includes('describe-fargate-profile')
        ? cluster.item(PROFILES, named('fargate-profile-name'))
        : arn.includes('describe-capability')
          ? cluster.item('capabilities', named('capability-name'))
          : arn.includes('describe-identity-provider-config')
            ? cluster.item('identityProviders', /type=oidc,name=(\w+)/.exec(arn)?.[1] ?? '')
            : cluster.item(ASSOCIATIONS, `${named('namespace')}/${named('service-account')}`);
  return (key, value) => setAt(item, ['tags', key], value);
}

// The group whose Auto Scaling group is asked for.
function scaledGroup(cluster: ModelCluster, command: string): Fields {
  const name =
    /--nodegroup-name (\w+)/.exec(command)?.[1] ?? /-nodegroup-(\w+) /.exec(command)?.[1] ?? '';
  return cluster.item(cluster.groupList(name), name);
}

const suspend =
  (change: (now: string[], said: readonly string[]) => string[]): Handler =>
  ({ cluster, flags, command }) => {
    const group = scaledGroup(cluster, command);
    const now = (group.asgSuspendProcesses ?? []) as string[];
    group.asgSuspendProcesses = change(now, flags['scaling-processes'] ?? []);
  };

const tagScaling: Handler = ({ cluster, flags, command }) => {
  const group = scaledGroup(cluster, command);
  const tags = one(flags, 'tags');
  const [{ Key, Value }] = JSON.parse(tags) as [{ Key: string; Value?: string }];
  setAt(group, ['tags', Key], Value);
};

const nodeGroupConfig: Handler = ({ cluster, flags }) => {
  const group = cluster.item('managedNodeGroups', one(flags, 'nodegroup-name'));
  const json = (flag: string) => JSON.parse(one(flags, flag)) as Fields;
  if (flags['update-config']) group.updateConfig = json('update-config');
  if (flags['node-repair-config']) group.nodeRepairConfig = json('node-repair-config');
  if (!flags.taints) return;
  const effects: Fields = { NO_SCHEDULE: 'NoSchedule', NO_EXECUTE: 'NoExecute' };
  const { addOrUpdateTaints: added, removeTaints: removed } = json('taints') as Record<
    string,
    Fields[] | undefined
  >;
  const id = ({ key, effect }: Fields) =>
    `${String(key)} ${String(effects[String(effect)] ?? effect)}`;
  const gone = [...(added ?? []), ...(removed ?? [])].map(id);
  group.taints = [
    ...listIn(group, 'taints').filter((taint) => !gone.includes(id(taint))),
    ...(added ?? []).map((taint) => ({ ...taint, effect: effects[String(taint.effect)] })),
  ];
};

const clusterSettings: Handler = ({ cluster, flags }) => {
  const [support] = flags['upgrade-policy'] ?? [];
  const [tier] = flags['control-plane-scaling-config'] ?? [];
  const [networks] = flags['remote-network-config'] ?? [];
  if (support) cluster.set('upgradePolicy.supportType', support.split('=')[1]);
  if (tier) cluster.set('controlPlaneScalingConfig.tier', tier.split('=')[1]);
  if (networks) cluster.set('remoteNetworkConfig', JSON.parse(networks));
};

const upgradeCluster: Handler = ({ cluster, flags, source }) => {
  if (!flags.f) return cluster.upgradeTo(Number(one(flags, 'version').slice(2)));
  const wanted = valueAt(source, 'metadata.version');
  if (wanted !== cluster.at('metadata.version')) throw new Error('it would change the version');
  return cluster.set('remoteNetworkConfig', source.remoteNetworkConfig);
};

const logging: Handler = ({ cluster, flags, source }) => {
  if (flags['disable-types']) return cluster.set('cloudWatch.clusterLogging.enableTypes', []);
  const { enableTypes, logRetentionInDays: days } = (valueAt(source, 'cloudWatch.clusterLogging') ??
    {}) as Fields;
  if (!Array.isArray(enableTypes) || enableTypes.length === 0) throw new Error('no types');
  const path = 'cloudWatch.clusterLogging';
  const isSame = isDeepStrictEqual(cluster.at(`${path}.enableTypes`), enableTypes);
  cluster.set(`${path}.enableTypes`, enableTypes);
  if (days !== undefined && !isSame) cluster.set(`${path}.logRetentionInDays`, days);
  return undefined;
};

const vpcConfig: Handler = ({ cluster, flags, source }) => {
  if (flags['public-access-cidrs']) return cluster.set('vpc.publicAccessCIDRs', undefined);
  cluster.set('vpc.clusterEndpoints', valueAt(source, 'vpc.clusterEndpoints'));
  for (const path of ['vpc.publicAccessCIDRs', 'vpc.controlPlaneSubnetIDs']) {
    const wanted = valueAt(source, path);
    if (wanted !== undefined) cluster.set(path, wanted);
  }
  return undefined;
};

const markAccount: Handler = ({ cluster, flags, command, file }) => {
  const [name = ''] = /serviceaccount (\S+)/.exec(command)?.slice(1) ?? [];
  // By this label, eksctl knows the ServiceAccounts that are its own.
  if (command.endsWith(' app.kubernetes.io/managed-by-')) {
    const id = `${one(flags, 'namespace')}/${name}`;
    const wanted = listIn(normalForm(file) as Fields, ACCOUNTS).find(
      (account) => nameOf(account) === id,
    );
    if (wanted?.roleOnly === true) cluster.item(ACCOUNTS, id).roleOnly = true;
    return;
  }
  if (command.endsWith(' eks.amazonaws.com/role-arn-')) return;
  const item = cluster.item(ACCOUNTS, `${one(flags, 'namespace')}/${name}`);
  const [said = ''] = flags.overwrite ?? [];
  const [, key = '', value] = /^(.*?)(?:=(.*)|-)$/s.exec(said) ?? [];
  const kind = command.startsWith('kubectl label') ? 'labels' : 'annotations';
  setAt(item, ['metadata', kind, key], value);
};

// The ServiceAccount whose stack is asked for its role.
function taggedAccount(cluster: ModelCluster, flags: Flags): Fields {
  const [, stack] = /--stack-name \S*-iamserviceaccount-(\S+)/.exec(one(flags, 'role-name')) ?? [];
  return cluster.item(ACCOUNTS, String(stack).replace('-', '/'));
}

// It changes nothing that a ClusterConfig says.
const ignored: Handler = () => undefined;

/** A command that updates the cluster, which EKS refuses while another update of it goes on. */
const ofCluster =
  (handler: Handler, goesOn = false): Handler =>
  (call) => {
    call.cluster.startUpdate(undefined, goesOn);
    handler(call);
  };

/** The same for node groups that EKS manages. */
const ofGroup =
  (flag: string, handler: Handler, goesOn = true): Handler =>
  (call) => {
    const name = one(call.flags, flag);
    if (call.cluster.groupList(name) === 'managedNodeGroups')
      call.cluster.startUpdate(name, goesOn);
    handler(call);
  };

const handlers: Readonly<Record<string, Handler>> = {
  'aws autoscaling create-or-update-tags': tagScaling,
  'aws autoscaling delete-tags': tagScaling,
  'aws autoscaling resume-processes': suspend((now, said) =>
    now.filter((one) => !said.includes(one)),
  ),
  'aws autoscaling suspend-processes': suspend((now, said) => [...now, ...said]),
  // It is looked at, and the zones are there.
  'aws ec2 describe-subnets': ({ cluster, command }) => {
    if (!command.includes('describe-cluster')) throw new Error('which subnets?');
    cluster.set('availabilityZones', 'looked at');
  },
  'aws cloudformation delete-stack': ignored,
  'aws cloudformation wait': ignored,
  'aws eks delete-pod-identity-association': ({ cluster, command }) => {
    const named = (flag: string) => new RegExp(`--${flag} (\\S+)`).exec(command)?.[1] ?? '';
    const name = `${named('namespace')}/${named('service-account')}`;
    // A role of eksctl's is left, and eksctl deletes it.
    const { roleARN } = cluster.item(ASSOCIATIONS, name);
    if (roleARN !== undefined) cluster.remove(ASSOCIATIONS, name);
  },
  'aws eks describe-cluster': ignored,
  'aws eks tag-resource': (call) => {
    const tags = JSON.parse(one(call.flags, 'tags')) as Fields;
    for (const [key, value] of Object.entries(tags)) tagged(call)(key, value);
  },
  'aws eks untag-resource': (call) => tagged(call)(one(call.flags, 'tag-keys'), undefined),
  'aws eks update-cluster-config': ofCluster(clusterSettings, true),
  'aws eks update-nodegroup-config': ofGroup('nodegroup-name', nodeGroupConfig),
  'aws eks wait': ({ cluster, flags }) => {
    const [addon] = flags['addon-name'] ?? [];
    if (addon === undefined) cluster.finishUpdate(flags['nodegroup-name']?.[0]);
    else if (cluster.namesIn('addons').includes(addon)) throw new Error('for ever');
  },
  'aws iam delete-role-permissions-boundary': ({ cluster }) =>
    cluster.set('iam.serviceRolePermissionsBoundary', undefined),
  'aws iam tag-role': ({ cluster, flags }) => {
    for (const { Key, Value } of JSON.parse(one(flags, 'tags')) as Fields[]) {
      setAt(taggedAccount(cluster, flags), ['tags', String(Key)], Value);
    }
  },
  'aws iam untag-role': ({ cluster, flags }) =>
    setAt(taggedAccount(cluster, flags), ['tags', one(flags, 'tag-keys')], undefined),
  'aws iam put-role-permissions-boundary': ({ cluster, flags }) =>
    cluster.set('iam.serviceRolePermissionsBoundary', one(flags, 'permissions-boundary')),
  'aws logs put-retention-policy': ({ cluster, flags }) =>
    cluster.set(
      'cloudWatch.clusterLogging.logRetentionInDays',
      Number(one(flags, 'retention-in-days')),
    ),
  'eksctl associate identityprovider': create('identityProviders'),
  'eksctl create accessentry': create(ENTRIES),
  'eksctl create addon': ({ cluster, source, file, flags }) => {
    const made = flags.name ? [{ name: flags.name[0] }] : listIn(source, 'addons');
    // What comes with every cluster needs no place in the file.
    const told = made.filter(
      (addon) =>
        !defaultAddons.includes(nameOf(addon)) ||
        itemNames(listIn(file, 'addons'))?.includes(nameOf(addon)),
    );
    for (const addon of told) {
      if (!cluster.namesIn('addons').includes(nameOf(addon))) cluster.add('addons', addon);
    }
  },
  'eksctl create capability': create('capabilities'),
  'eksctl create fargateprofile': (call) => {
    create(PROFILES, true)(call);
    call.cluster.set(FARGATE_ROLE, valueAt(call.source, FARGATE_ROLE));
  },
  'eksctl create iamidentitymapping': ({ cluster, flags }) => {
    const { arn, account, username, group, namespace, 'service-name': service } = flags;
    cluster.list(MAPPINGS).push({
      ...(arn && { arn: arn[0], username: username?.[0], groups: [...(group ?? [])] }),
      ...(account && { account: account[0] }),
      ...(service && { serviceName: service[0], namespace: namespace?.[0] }),
    });
  },
  'eksctl create iamserviceaccount': included((cluster, wanted) => cluster.add(ACCOUNTS, wanted)),
  'eksctl create nodegroup': ({ cluster, source, flags }) => {
    const wanted = groupLists.flatMap((list) =>
      listIn(source, list).map((group) => ({ list, group })),
    );
    const [include] = flags.include ?? [];
    const some = wanted.filter(({ group }) => include === undefined || group.name === include);
    if (some.length === 0) throw new Error(`the file has no ${include}`);
    for (const { list, group } of some) cluster.createGroup(list, group);
  },
  'eksctl create podidentityassociation': create(ASSOCIATIONS),
  'eksctl delete accessentry': remove(ENTRIES, 'principal-arn'),
  'eksctl delete addon': remove('addons'),
  'eksctl delete capability': remove('capabilities'),
  'eksctl delete fargateprofile': remove(PROFILES),
  'eksctl delete iamidentitymapping': ({ cluster, flags }) => {
    const list = cluster.list(MAPPINGS);
    const index = list.findIndex(
      ({ arn, account }) =>
        (flags.arn && arn === flags.arn[0]) || (flags.account && account === flags.account[0]),
    );
    if (index < 0) throw new Error('there is no such mapping');
    list.splice(index, 1);
  },
  'eksctl delete iamserviceaccount': ({ cluster, flags }) =>
    cluster.remove(ACCOUNTS, `${one(flags, 'namespace')}/${one(flags, 'name')}`),
  'eksctl delete nodegroup': ({ cluster, flags }) =>
    cluster.deleteGroup(one(flags, 'name'), 'wait' in flags),
  'eksctl delete podidentityassociation': ({ cluster, flags }) =>
    cluster.remove(ASSOCIATIONS, podId(flags)),
  'eksctl disassociate identityprovider': remove('identityProviders'),
  'eksctl scale nodegroup': ofGroup('name', ({ cluster, flags }) => {
    const name = one(flags, 'name');
    const group = cluster.item(cluster.groupList(name), name);
    const keys = { nodes: 'desiredCapacity', 'nodes-min': 'minSize', 'nodes-max': 'maxSize' };
    for (const [flag, key] of Object.entries(keys)) {
      if (flags[flag]) group[key] = Number(flags[flag]![0]);
    }
  }),
  'eksctl set labels': ofGroup('nodegroup', ({ cluster, flags }) => {
    const [, key = '', value] = /^(.*?)=(.*)$/s.exec(one(flags, 'labels')) ?? [];
    setAt(cluster.item('managedNodeGroups', one(flags, 'nodegroup')), ['labels', key], value);
  }),
  'eksctl unset labels': ofGroup('nodegroup', ({ cluster, flags }) =>
    setAt(
      cluster.item('managedNodeGroups', one(flags, 'nodegroup')),
      ['labels', one(flags, 'labels')],
      undefined,
    ),
  ),
  'eksctl update addon': updateAddon,
  'eksctl update auto-mode-config': ofCluster(take('autoModeConfig')),
  'eksctl update capability': update('capabilities', ['deletePropagationPolicy']),
  'eksctl update iamserviceaccount': included((cluster, wanted) =>
    setAt(cluster.item(ACCOUNTS, nameOf(wanted)), ['attachPolicyARNs'], wanted.attachPolicyARNs),
  ),
  'eksctl update nodegroup': ({ cluster, source }) => {
    for (const { name, updateConfig } of listIn(source, 'managedNodeGroups')) {
      const group = cluster.item('managedNodeGroups', String(name));
      if (updateConfig === undefined) throw new Error(`${String(name)} has no updateConfig`);
      cluster.startUpdate(String(name), true);
      group.updateConfig = copyOf(updateConfig);
    }
  },
  'eksctl update podidentityassociation': updatePods,
  'eksctl upgrade cluster': ofCluster(approved(upgradeCluster)),
  'eksctl upgrade nodegroup': ofGroup(
    'name',
    ({ cluster, flags }) => {
      const name = one(flags, 'name');
      const [version] = flags['kubernetes-version'] ?? [];
      const [release] = flags['release-version'] ?? [];
      const minor = Number((version ?? release)?.split('.')[1]);
      if (version || minor === cluster.minor) cluster.upgradeNodes(name, minor);
      if (!version) setAt(cluster.item('managedNodeGroups', name), ['releaseVersion'], release);
    },
    false,
  ),
  'eksctl utils associate-iam-oidc-provider': approved(take('iam.withOIDC')),
  'eksctl utils enable-secrets-encryption': ofCluster(approved(take('secretsEncryption'))),
  'eksctl utils update-authentication-mode': ofCluster(({ cluster, flags }) =>
    cluster.set('accessConfig.authenticationMode', one(flags, 'authentication-mode')),
  ),
  'eksctl utils update-cluster-logging': ofCluster(approved(logging)),
  'eksctl utils update-cluster-vpc-config': ofCluster(approved(vpcConfig)),
  'eksctl utils update-control-plane-component-config': ofCluster(take('kubeAPIServerConfig')),
  'eksctl utils update-zonal-shift-config': ofCluster(({ cluster, flags, source }) => {
    const said = flags['enable-zonal-shift']?.[0];
    const wanted =
      said === undefined ? valueAt(source, 'zonalShiftConfig.enabled') : said === 'true';
    if (wanted === undefined) throw new Error('zonalShiftConfig.enabled is required');
    cluster.set('zonalShiftConfig.enabled', wanted);
  }),
  'kubectl drain --selector': ignored,
  'kubectl annotate serviceaccount': markAccount,
  'kubectl delete role,rolebinding': ({ cluster, flags }) => {
    const list = cluster.list(MAPPINGS);
    const index = list.findIndex(
      ({ serviceName, namespace }) => serviceName && namespace === one(flags, 'namespace'),
    );
    if (index < 0) throw new Error('there is no such service');
    list.splice(index, 1);
  },
  'kubectl label serviceaccount': markAccount,
};
