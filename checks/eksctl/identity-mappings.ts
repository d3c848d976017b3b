import { filled, type Place, type Problem, rule } from './place.ts';

export const identityMappings = rule(
  {
    id: 'eksctl/identity-mappings',
    severity: 'refused',
    why: 'eksctl refuses such an entry of the aws-auth ConfigMap.',
    remedy: 'Give each entry an ARN or an account, and a user name.',
  },
  look,
);

function* look(cluster: Place): Generator<Problem> {
  const mappings = cluster.at('iamIdentityMappings');
  if (!mappings.isEmpty && cluster.at('accessConfig', 'authenticationMode').text === 'API') {
    yield {
      at: mappings,
      message: 'nothing reads these mappings: the mode API looks at access entries only',
      fix: 'write accessConfig.accessEntries, or set authenticationMode: API_AND_CONFIG_MAP',
    };
  }
  for (const mapping of mappings.items()) yield* one(mapping);
}

function* one(mapping: Place): Generator<Problem> {
  const service = mapping.at('serviceName');
  const namespace = mapping.at('namespace');
  const personal = filled(['arn', 'username', 'groups'].map((key) => mapping.at(key)));
  const account = mapping.at('account');
  const beside = filled([...personal, service, namespace])[0];
  if (!account.isEmpty && beside) {
    yield { at: beside, message: 'a mapping of a whole account cannot have anything else' };
    return;
  }
  if (!service.isEmpty && namespace.isEmpty) {
    yield { at: namespace, message: 'a mapping of a service needs its namespace' };
  } else if (service.isEmpty && !namespace.isEmpty) {
    yield { at: namespace, message: 'a namespace belongs to a mapping with serviceName only' };
  } else if (!service.isEmpty && personal.length === 3) {
    yield { at: service, message: 'a mapping has serviceName, or arn, username and groups' };
  }
}
