import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { serviceRanges } from '../../tables/service-ranges.ts';

/** A workload's need to reach hosts on the Internet. */
export interface OutsideCall {
  readonly from: string;
  readonly port: number;
}

const clusterDns: k8s.NetworkPolicyPeer = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
  podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
};

const denyAll: k8s.NetworkPolicySpec = {
  podSelector: {},
  policyTypes: ['Ingress', 'Egress'],
};

const lookUpNames: k8s.NetworkPolicySpec = {
  podSelector: {},
  policyTypes: ['Egress'],
  egress: [{ to: [clusterDns], ports: [policyPort(53, 'UDP'), policyPort(53, 'TCP')] }],
};

/** A namespace's policies: nothing gets in or out but look-ups of names, and what further ones let through. */
export function networkPolicies(
  scope: Construct,
  metadataOf: (name: string) => k8s.ObjectMeta,
  further: Readonly<Record<string, k8s.NetworkPolicySpec>> = {},
): void {
  const all = { 'default-deny': denyAll, dns: lookUpNames, ...further };
  for (const [name, spec] of Object.entries(all)) {
    new k8s.KubeNetworkPolicy(scope, `policy-${name}`, { metadata: metadataOf(name), spec });
  }
}

/** A port as policies name it. */
export function policyPort(number: number, protocol = 'TCP'): k8s.NetworkPolicyPort {
  return { protocol, port: k8s.IntOrString.fromNumber(number) };
}

/** Ranges of addresses as policies name them. */
export function ranges(cidrs: readonly string[]): k8s.NetworkPolicyPeer[] {
  return cidrs.map((cidr) => ({ ipBlock: { cidr } }));
}

/**
 * Everything outside of the VPC, but for two kinds of addresses that lead back in: Services, which some network plugins
 * judge by their own address, and link-local ones, such as the nodes' metadata service.
 */
export function internet(vpc: string): k8s.NetworkPolicyPeer {
  return { ipBlock: { cidr: '0.0.0.0/0', except: [vpc, ...serviceRanges, '169.254.0.0/16'] } };
}
