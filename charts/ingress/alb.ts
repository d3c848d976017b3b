import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { ingressClass } from './ingress-class.ts';

/** What `alb` needs besides its controller, which one helm command installs (see docs/ingress.md). */
export class Alb extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    ingressClass(this, 'alb');
  }
}
