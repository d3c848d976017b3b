import { cidr } from '../../config/fields.ts';
import { UsageError } from '../../terminal/usage-error.ts';

/** A flag's address or range, as the cluster file takes it. */
export function asRange(text: string): string {
  const range = /^[\d.]+$/.test(text) ? `${text}/32` : text;
  const { error } = cidr('198.51.100.7/32').safeParse(range);
  const [issue] = error?.issues ?? [];
  if (!issue) return range;
  const { fix, allowed } = (issue.code === 'custom' ? issue.params : undefined) ?? {};
  throw new UsageError(`--from ${text} ${issue.message}`, fix ?? `allowed: ${allowed}`);
}
