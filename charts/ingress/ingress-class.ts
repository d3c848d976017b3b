import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { recommendedLabels } from '../common/labels.ts';
import { type IngressControllerName, ingressControllers } from './controllers.ts';

/** The IngressClass by which an Ingress chooses a controller. */
export function ingressClass(scope: Construct, name: IngressControllerName): void {
  const { className, controller } = ingressControllers[name];
  new k8s.KubeIngressClass(scope, 'class', {
    metadata: { name: className, labels: recommendedLabels({ partOf: 'ingress' }) },
    spec: { controller },
  });
}
