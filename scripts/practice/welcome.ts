import { playedAccount } from './aws/played-account.ts';
import type { Environment } from './environment.ts';
import { YOUR_ADDRESS } from './your-address.ts';

/** What a shell of practice begins with. */
export function welcome({ programs }: Environment): string[] {
  return [
    '',
    'This is practice. It is not AWS: it costs nothing, and nothing leaves this computer.',
    `The account is ${playedAccount.account}, and your address ${YOUR_ADDRESS}. Kubernetes is real. Nodes and Pods are simulated: no image is pulled, and no program runs in a Pod.`,
    `Programs: ${programs.join(', ')}.`,
    'Begin with npm run allow-me, npm run synth and docs/exercises.md. When this shell ends, everything is deleted.',
    '',
  ];
}
