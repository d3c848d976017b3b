import { playedAccount } from './aws/played-account.ts';
import type { Environment } from './environment.ts';
import { YOUR_ADDRESS } from '../../config/practice.ts';

/** How long practice lasts: as long as its one shell, until somebody stops it, or as whoever began it wants. */
type Lasts = 'alone' | 'kept' | 'entered';

const BEGIN = 'Begin with npm run allow-me, npm run synth and docs/exercises.md.';

/** What a shell of practice begins with. */
export function welcome({ programs }: Environment, lasts: Lasts, toStop: string): string[] {
  const end = {
    alone: [`${BEGIN} When this shell ends, everything is deleted.`],
    kept: [
      `${BEGIN} When this shell ends, it runs on. To end it, and to delete everything:`,
      toStop,
    ],
    entered: ['It was running already: everything is as you left it.'],
  };
  return [
    '',
    'This is practice. It is not AWS: it costs nothing, and nothing leaves this computer.',
    `The account is ${playedAccount.account}, and your address ${YOUR_ADDRESS}. Kubernetes is real. Nodes and Pods are simulated: no image is pulled, and no program runs in a Pod.`,
    `Programs: ${programs.join(', ')}.`,
    ...end[lasts],
    '',
  ];
}
