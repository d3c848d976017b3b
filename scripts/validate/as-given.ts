import type { Finding } from '../../checks/check.ts';

/** A finding in words that are true where something else may be in files that were not given. */
export function asGiven(finding: Finding): Finding {
  if (!finding.absent) return finding;
  const { message, fix } = finding;
  const elsewhere = 'if what is missing is in another file, give that file too';
  return {
    ...finding,
    message: `${message}, as far as these files show`,
    fix: `${elsewhere}; otherwise: ${fix ?? 'add it, or name what is there'}`,
  };
}
