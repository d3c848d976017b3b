import { cidr } from '../config/fields.ts';
import { UsageError } from '../scripts/shared/usage-error.ts';

/** The range that `--from` means: an address alone stands for itself. */
export function rangeFromFlag(text: string): string {
  const range = /^[\d.]+$/.test(text) ? `${text}/32` : text;
  const { error } = cidr('198.51.100.7/32').safeParse(range);
  const [issue] = error?.issues ?? [];
  if (!issue) return range;
  const { fix, allowed } = (issue.code === 'custom' ? issue.params : undefined) ?? {};
  throw new UsageError(`--from ${text} ${issue.message}`, fix ?? `allowed: ${allowed}`);
}
