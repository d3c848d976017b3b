import { conflictResolutions } from '../../tables/eksctl-words.ts';
import { parse } from 'yaml';
import { addonNames, coreAddons } from '../../tables/addons.ts';
import { didYouMean } from '../../terminal/suggest.ts';
import { hasAutoMode, nodeGroupsOf } from './node-group.ts';
import { filled, isMap, keyOf, oneOf, type Place, type Problem, rule, unique } from './place.ts';
import { wellKnownPolicies } from './service-accounts.ts';

export const addons = rule(
  {
    id: 'eksctl/addons',
    severity: 'refused',
    why: "EKS doesn't have such an addon, or can't install it with these settings.",
    remedy: "Write the addon's name, version and settings as EKS has them.",
  },
  look,
);

function* look(cluster: Place): Generator<Problem> {
  const all = cluster.at('addons').items();
  for (const addon of all) {
    yield* name(addon.at('name'));
    yield* permissions(addon, cluster);
    yield* configuration(addon.at('configurationValues'));
    const conflicts = addon.at('resolveConflicts');
    if (!conflictResolutions.includes(conflicts.text.toLowerCase())) {
      yield* oneOf(conflicts, conflictResolutions);
    }
    yield* namespace(addon.at('namespaceConfig', 'namespace'));
  }
  yield* unique(all, (addon) => addon.at('name').text.toLowerCase(), 'the add-on');
  yield* withoutNetwork(cluster, all);
}

// AWS's own beside those that a cluster file may name; a partner's name has a vendor: `vendor_product`.
const furtherAddons = [
  'adot',
  'aws-fsx-csi-driver',
  'aws-mountpoint-s3-csi-driver',
  'aws-network-flow-monitoring-agent',

  'aws-privateca-connector-for-kubernetes',
  'aws-secrets-store-csi-driver-provider',
  'fluent-bit',
  'amazon-sagemaker-hyperpod-taskgovernance',
  'amazon-sagemaker-hyperpod-observability',
  'amazon-sagemaker-hyperpod-training-operator',
  'amazon-sagemaker-hyperpod-inference',
];

function* name(at: Place): Generator<Problem> {
  const known: string[] = [...coreAddons, ...addonNames, ...furtherAddons];
  if (!at.text || known.includes(at.text) || at.text.includes('_')) return;
  yield {
    at,
    message: `EKS has no add-on ${JSON.stringify(at.text)}`,
    allowed: "an add-on of AWS's, or a partner's as vendor_product",
    fix: didYouMean(at.text, known),
  };
}

function* permissions(addon: Place, cluster: Place): Generator<Problem> {
  const forAccount = filled([
    ...wellKnownPolicies(addon),
    addon.at('serviceAccountRoleARN'),
    addon.at('attachPolicyARNs'),
    addon.at('attachPolicy'),
  ]);
  const associations = addon.at('podIdentityAssociations');
  const defaults = addon.at('useDefaultPodIdentityAssociations');
  const [first, second] = forAccount;
  if (first && second) {
    yield { at: second, message: `an add-on takes ${keyOf(first)} or ${keyOf(second)}, not both` };
  }
  if (first && (!associations.isEmpty || defaults.isOn)) {
    const other = defaults.isOn ? defaults : associations;
    yield {
      at: other,
      message: `an add-on has its permissions by ${keyOf(first)} or by pod identity, not by both`,
    };
  } else if (first && !cluster.at('iam', 'withOIDC').isOn) {
    yield {
      at: first,
      message: `eksctl ignores ${keyOf(first)} without the OIDC provider`,
      fix: 'set iam.withOIDC: true',
    };
  }
  if (defaults.isOn && !associations.isEmpty) {
    yield {
      at: defaults,
      message: 'an add-on takes its default associations or podIdentityAssociations, not both',
    };
  }
}

function* configuration(at: Place): Generator<Problem> {
  if (!at.text) return;
  const values = readValues(at.text);
  if (values === null || isMap(values)) return;
  yield { at, message: `${at.path} is neither a JSON object nor a YAML map`, allowed: 'a map' };
}

function readValues(text: string): unknown {
  try {
    return parse(text, { version: '1.1', strict: true, logLevel: 'error' }) as unknown;
  } catch {
    return undefined;
  }
}

function* namespace(at: Place): Generator<Problem> {
  if (!at.text || (at.text.length <= 63 && /^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(at.text))) return;
  yield {
    at,
    message: `${JSON.stringify(at.text)} can't name a namespace`,
    allowed: 'up to 63 small letters, digits and -, first a letter, last no -',
  };
}

function* withoutNetwork(cluster: Place, all: readonly Place[]): Generator<Problem> {
  const at = cluster.at('addonsConfig', 'disableDefaultAddons');
  if (!at.isOn || hasAutoMode(cluster)) return;
  if (all.some((addon) => addon.at('name').text === 'vpc-cni')) return;
  const needsIt =
    nodeGroupsOf(cluster).length > 0 ||
    cluster.at('karpenter').isSet ||
    cluster.at('gitops', 'flux').isSet ||
    cluster.at('fargateProfiles').items().length > 0 ||
    cluster.at('iam', 'serviceAccounts').items().length > 0 ||
    cluster.at('iam', 'podIdentityAssociations').items().length > 0;
  if (!needsIt) return;
  yield {
    at,
    message: 'without vpc-cni pods get no address, so eksctl creates nothing that runs pods',
    fix: 'add {name: vpc-cni} to addons, or leave disableDefaultAddons out',
  };
}
