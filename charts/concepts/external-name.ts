import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { recommendedLabels } from '../common/labels.ts';
import { internet, policyPort } from '../common/network-policy.ts';
import { Concept, type ConceptProps, waits } from './concept.ts';
import { conceptCalls, metadataOf } from './names.ts';

export interface ExternalNameProps extends ConceptProps {
  /** The VPC's range, in which the host is not. */
  readonly vpc: string;
}

/** A name in the cluster for a host outside it, and a pod to ask from. */
export class ExternalName extends Concept {
  constructor(scope: Construct, id: string, props: ExternalNameProps) {
    super(
      scope,
      id,
      props,
      Object.fromEntries(conceptCalls.map(({ from, port }) => [from, out(from, port, props.vpc)])),
    );
    new k8s.KubeService(this, 'service', {
      metadata: metadataOf('own-address'),
      spec: { type: 'ExternalName', externalName: 'checkip.amazonaws.com' },
    });
    this.deployment('client', {
      containers: [this.container({ name: 'client', command: waits })],
    });
  }
}

function out(name: string, port: number, vpc: string): k8s.NetworkPolicySpec {
  return {
    podSelector: { matchLabels: recommendedLabels({ name }) },
    policyTypes: ['Egress'],
    egress: [{ to: [internet(vpc)], ports: [policyPort(port)] }],
  };
}
