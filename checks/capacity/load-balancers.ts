import type { Subject } from '../check.ts';
import {
  albClassesOf,
  balancedIngress,
  balancedService,
  isAlb,
} from '../exposure/aws-annotations.ts';
import { fields, text } from '../values.ts';
import { appliedObjects } from './values.ts';

/** A load balancer that AWS bills for. */
export interface LoadBalancer {
  readonly kind: 'network' | 'application' | 'classic';
  readonly internal: boolean;
}

/** The load balancers that a cluster's Services and Ingresses make. */
export function loadBalancersOf(subject: Subject): LoadBalancer[] {
  const objects = appliedObjects(subject).map(({ object }) => object);
  const albClasses = albClassesOf(objects);
  const services = objects
    .filter(({ kind, spec }) => kind === 'Service' && fields(spec).type === 'LoadBalancer')
    .map((service): LoadBalancer => balancedService(service));
  const groups = new Map<string, LoadBalancer>();
  for (const object of objects) {
    if (object.kind !== 'Ingress' || !isAlb(object, albClasses)) continue;
    const { group, internal } = balancedIngress(object);
    const { namespace, name } = fields(object.metadata);
    groups.set(group ?? `${text(namespace) ?? ''}/${text(name) ?? ''}`, {
      kind: 'application',
      internal,
    });
  }
  return [...services, ...groups.values()];
}
