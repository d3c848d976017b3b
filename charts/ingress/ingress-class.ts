import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { type IngressControllerName, ingressControllers } from './controllers.ts';

/** The IngressClass by which an Ingress chooses a controller. */
export function ingressClass(scope: Construct, name: IngressControllerName): void {
  const { className, controller } = ingressControllers[name];
  new k8s.KubeIngressClass(scope, 'class', {
    metadata: { name: className, labels: { 'app.kubernetes.io/part-of': 'ingress' } },
    spec: { controller },
  });
}
