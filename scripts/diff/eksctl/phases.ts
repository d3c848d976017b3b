/** The parts of a plan, in the order in which they are run. */
export const phases = [
  'reach',
  'access',
  'control plane',
  'version',
  'identity',
  'addons for nodes',
  'new nodes',
  'replaced nodes',
  'nodes',
  'old nodes',
  'new addons',
  'addons',
  'new rights',
  'rights',
  'tags',
  'Auto Mode off',
  'old addons',
  'old rights',
  'old agent',
  'old access',
  'only entries',
  'less reach',
] as const;

export type Phase = (typeof phases)[number];

/** Whether a phase takes away what may be needed until all else is as it should be. */
export function isLast(phase: Phase): boolean {
  return phases.indexOf(phase) >= phases.indexOf('Auto Mode off');
}
