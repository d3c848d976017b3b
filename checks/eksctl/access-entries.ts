import {
  accessEntryTypes,
  accessScopeTypes,
  authenticationModes,
  nodeEntryTypes,
} from '../../tables/eksctl-words.ts';
import { parseArn } from './arn.ts';
import { oneOf, type Place, type Problem, rule, unique } from './place.ts';

export const accessEntries = rule(
  {
    id: 'eksctl/access-entries',
    severity: 'refused',
    why: 'EKS refuses such an access entry, or it gives nobody access.',
    remedy: 'Use authenticationMode API, and the ARN of a user or role in each entry.',
  },
  look,
);

function* look(cluster: Place): Generator<Problem> {
  const access = cluster.at('accessConfig');
  const mode = access.at('authenticationMode');
  const entries = access.at('accessEntries').items();
  yield* oneOf(mode, authenticationModes);
  if (entries.length && mode.text === 'CONFIG_MAP') {
    yield {
      at: mode,
      message: 'the mode CONFIG_MAP has no access entries',
      allowed: 'API or API_AND_CONFIG_MAP',
    };
  }
  yield* creator(cluster, entries);
  for (const entry of entries) yield* one(entry);
  yield* unique(
    entries.map((entry) => entry.at('principalARN')),
    (principal) => principal.text,
    'the principal',
  );
  for (const capability of cluster.at('capabilities').items()) yield* policies(capability);
}

function* creator(cluster: Place, entries: readonly Place[]): Generator<Problem> {
  const at = cluster.at('accessConfig', 'bootstrapClusterCreatorAdminPermissions');
  const byConfigMap = cluster.at('accessConfig', 'authenticationMode').text === 'CONFIG_MAP';
  const own = cluster.at('nodeGroups').items().length > 0;
  if (!at.isOff || !own || (entries.length && !byConfigMap)) return;
  yield {
    at,
    message: 'eksctl must reach the API to add its own node groups, and has no access to it',
    fix: 'give it an access entry, or use managedNodeGroups',
  };
}

function* one(entry: Place): Generator<Problem> {
  yield* principal(entry.at('principalARN'));
  const type = entry.at('type').text;
  yield* oneOf(entry.at('type'), accessEntryTypes);
  if (nodeEntryTypes.includes(type)) {
    for (const key of ['kubernetesGroups', 'kubernetesUsername', 'accessPolicies']) {
      const at = entry.at(key);
      if (!at.isEmpty) {
        yield {
          at,
          message: `an entry of type ${type} cannot have ${key}: EKS sets what nodes may do`,
        };
      }
    }
    return;
  }
  for (const at of entry.at('kubernetesGroups').items()) {
    if (!at.text.startsWith('system:')) continue;
    yield {
      at,
      message: `EKS accepts no group ${at.text} in an access entry`,
      fix:
        at.text === 'system:masters'
          ? 'use the access policy AmazonEKSClusterAdminPolicy'
          : 'bind the rights to your own group',
    };
  }
  yield* policies(entry);
}

function* principal(at: Place): Generator<Problem> {
  const arn = parseArn(at.text);
  if (at.isSet && typeof at.value !== 'string') return;
  if (arn?.service === 'iam' && /^(role|user)\/./.test(arn.resource)) return;
  yield {
    at,
    message: arn
      ? "an access entry's principal must be an IAM role or user"
      : `${at.text ? JSON.stringify(at.text) : 'an access entry without principalARN'} is not an ARN of a role or user`,
    allowed: 'arn:aws:iam::ACCOUNT:role/NAME or arn:aws:iam::ACCOUNT:user/NAME',
    fix: arn?.service === 'sts' ? 'name the role itself, not its session' : undefined,
  };
}

function* policies(owner: Place): Generator<Problem> {
  for (const policy of owner.at('accessPolicies').items()) {
    const at = policy.at('policyARN');
    if (!/^cluster-access-policy\/./.test(parseArn(at.text)?.resource ?? '')) {
      yield {
        at,
        message: `${at.text ? JSON.stringify(at.text) : 'an access policy without policyARN'} is not an access policy of EKS`,
        allowed: 'arn:aws:eks::aws:cluster-access-policy/NAME',
      };
    }
    yield* scope(policy.at('accessScope'));
  }
}

function* scope(at: Place): Generator<Problem> {
  const type = at.at('type');
  const namespaces = at.at('namespaces');
  if (type.isEmpty) {
    yield {
      at: type,
      message: 'an access policy needs its scope',
      allowed: 'cluster or namespace',
    };
  } else if (type.text === 'cluster' && !namespaces.isEmpty) {
    yield {
      at: namespaces,
      message: 'a policy for the whole cluster cannot have namespaces',
      fix: 'set type: namespace, or leave namespaces out',
    };
  } else if (type.text === 'namespace' && namespaces.isEmpty) {
    yield { at: namespaces, message: 'a policy for namespaces must name at least one' };
  } else yield* oneOf(type, accessScopeTypes);
}
