import { filled, type Place, type Problem } from './place.ts';

/** The aws-auth ConfigMap's entries. */
export function* identityMappings(cluster: Place): Generator<Problem> {
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
