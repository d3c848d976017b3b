import { hybridProviders } from '../../tables/eksctl-words.ts';
import { hasIpv6, isOnOutpost } from './node-group.ts';
import { type Place, type Problem, rule } from './place.ts';

export const remoteNetwork = rule(
  {
    id: 'eksctl/remote-network',
    severity: 'refused',
    why: "EKS can't reach hybrid nodes with these networks.",
    remedy: 'Name the remote ranges, and how the nodes sign in.',
  },
  look,
);

function* look(cluster: Place): Generator<Problem> {
  const place = cluster.at('remoteNetworkConfig');
  if (!place.isSet) return;
  const nodes = place.at('remoteNodeNetworks');
  const pods = place.at('remotePodNetworks');
  const mode = cluster.at('accessConfig', 'authenticationMode');
  if (mode.text === 'CONFIG_MAP') {
    yield {
      at: mode,
      message: 'remote nodes need access entries',
      allowed: 'API or API_AND_CONFIG_MAP',
    };
  }
  if (hasIpv6(cluster)) yield { at: place, message: 'an IPv6 cluster has no remote nodes' };
  for (const at of [nodes, pods]) {
    if (at.items().length > 1) yield { at, message: `${at.path} can have only one network` };
  }
  const both = nodes.isEmpty && pods.isSet && pods.isEmpty;
  if (nodes.isEmpty && !both && !(isOnOutpost(cluster) && !pods.isEmpty)) {
    yield { at: nodes, message: `${nodes.path} must name the network of the remote nodes` };
  }
  if (!nodes.isEmpty) {
    yield* gateway(cluster, place.at('vpcGatewayID'));
    yield* credentials(place.at('iam'));
  }
}

function* gateway(cluster: Place, at: Place): Generator<Problem> {
  if (at.isEmpty) return;
  if (!cluster.at('vpc', 'id').isEmpty) {
    yield { at, message: 'an existing VPC has its gateway already' };
  } else if (!/^[tv]gw-/.test(at.text)) {
    yield { at, message: `${JSON.stringify(at.text)} is not a gateway`, allowed: 'tgw-… or vgw-…' };
  }
}

function* credentials(iam: Place): Generator<Problem> {
  const provider = iam.at('provider');
  const name = (provider.text || 'SSM').toLowerCase();
  const certificate = iam.at('caBundleCert');
  if (!hybridProviders.includes(name)) {
    yield {
      at: provider,
      message: `remote nodes get no credentials from ${JSON.stringify(provider.text)}`,
      allowed: 'SSM or IRA',
    };
  } else if (name === 'ssm' && certificate.isSet) {
    yield { at: certificate, message: 'a certificate is for the provider IRA only' };
  } else if (name === 'ira' && !certificate.isSet) {
    yield { at: certificate, message: 'the provider IRA needs a certificate' };
  }
}
