import { k8s } from 'cdk8s-plus-27';

const clusterDns: k8s.NetworkPolicyPeer = {
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
  podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
};

/** A policy for all pods of a namespace: nothing in or out but what other policies admit. */
export const denyAll: k8s.NetworkPolicySpec = {
  podSelector: {},
  policyTypes: ['Ingress', 'Egress'],
};

/** A policy for all pods of a namespace: they may look up names. */
export const lookUpNames: k8s.NetworkPolicySpec = {
  podSelector: {},
  policyTypes: ['Egress'],
  egress: [{ to: [clusterDns], ports: [policyPort(53, 'UDP'), policyPort(53, 'TCP')] }],
};

/** A port as policies name it. */
export function policyPort(number: number, protocol = 'TCP'): k8s.NetworkPolicyPort {
  return { protocol, port: k8s.IntOrString.fromNumber(number) };
}
