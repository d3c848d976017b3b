import { accountFaults } from './account-faults.ts';
import { autoscalerFaults } from './autoscaler-faults.ts';
import type { Fault } from './fault.ts';
import { ingressFaults } from './ingress-faults.ts';
import { jenkinsFaults } from './jenkins-faults.ts';
import { nodeFaults } from './node-faults.ts';
import { shopFaults } from './shop-faults.ts';

/** Every fault; its number is its place here, from 1. New ones come at the end, so that numbers stay. */
export const faults: readonly Fault[] = [
  ...shopFaults,
  ...nodeFaults,
  ...autoscalerFaults,
  ...jenkinsFaults,
  ...ingressFaults,
  ...accountFaults,
];
