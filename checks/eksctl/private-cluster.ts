import { privateEndpoints } from '../../tables/eksctl-words.ts';
import { nodeGroupsOf } from './node-group.ts';
import { oneOf, type Place, type Problem, rule, unique } from './place.ts';

export const privateCluster = rule(
  {
    id: 'eksctl/private-cluster',
    severity: 'refused',
    why: "A cluster without the internet can't be made with these settings.",
    remedy: 'Follow the allowed values beside privateCluster.enabled.',
  },
  look,
);

function* look(cluster: Place): Generator<Problem> {
  const place = cluster.at('privateCluster');
  if (!place.at('enabled').isOn) return;
  for (const group of nodeGroupsOf(cluster)) {
    const at = group.place.at('privateNetworking');
    if (at.isOn) continue;
    yield {
      at,
      message: "a fully private cluster's node groups must be private",
      fix: 'set privateNetworking: true',
    };
  }
  const subnets = cluster.at('vpc', 'subnets', 'private');
  if (!cluster.at('vpc', 'id').isEmpty && subnets.isEmpty) {
    yield {
      at: subnets,
      message: 'a fully private cluster in an existing VPC needs private subnets',
    };
  }
  const local = cluster.at('localZones');
  if (!local.isEmpty)
    yield { at: local, message: 'a fully private cluster cannot have local zones' };
  yield* services(place);
}

function* services(place: Place): Generator<Problem> {
  const at = place.at('additionalEndpointServices');
  if (at.isEmpty) return;
  if (place.at('skipEndpointCreation').isOn) {
    yield { at, message: 'with skipEndpointCreation eksctl makes no endpoints, also not these' };
    return;
  }
  for (const item of at.items()) yield* oneOf(item, privateEndpoints);
  yield* unique(at.items(), (item) => item.text, 'the service');
}
