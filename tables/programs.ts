/** A program of the user's own that a command calls. */
export interface ProgramFacts {
  /** The oldest release that does what we ask of it. */
  readonly oldest: string;
  /** The same of the major version before, where that is still released. */
  readonly oldestBefore?: string;
  /** Where its installation is described. */
  readonly install: string;
  /** How it tells its version. */
  readonly version: readonly string[];
}

/** eksctl's release notes of 0.229.0: from this release on it takes a control plane back, too. */
export const eksctlGoesBackFrom = '0.229.0';

/** The programs that the commands on AWS call, by name. */
export const programs = {
  eksctl: {
    // Its release notes, read 2026-11: it knows upgradePolicy from 0.216.0 on, and does what that says from this one on.
    oldest: '0.217.0',
    install: 'https://docs.aws.amazon.com/eks/latest/eksctl/installation.html',
    version: ['version'],
  },
  kubectl: {
    oldest: '1.26.0',
    install: 'https://kubernetes.io/docs/tasks/tools/',
    version: ['version', '--client', '--output', 'json'],
  },
  aws: {
    oldest: '2.13.0',
    // PyPI has no other: from this one on it knows all that our commands and pages ask, `aws freetier` included.
    oldestBefore: '1.42.0',
    install: 'https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html',
    version: ['--version'],
  },
} as const satisfies Record<string, ProgramFacts>;

export type ProgramName = keyof typeof programs;
