import { type Context } from './context.ts';
import { expression, matches, readPattern } from './pattern.ts';
import { PolicyError } from './policy-error.ts';

const SEGMENTS = 6;

/**
 * Whether a resource is one that a policy's Resource names. A `*` at a segment's end reaches across colons, as
 * AWS documents; anywhere else in the first five segments it does not.
 */
export function matchesResource(
  written: string,
  resource: string,
  hasVariables: boolean,
  context: Context,
): boolean {
  if (written === '*') return true;
  const segments = segmentsOf(written);
  const [prefix, partition, service] = segments;
  if (prefix !== 'arn' || segments.length < SEGMENTS || !partition) {
    throw new PolicyError(`${written} is neither an ARN nor *`);
  }
  if (/[*?]/.test(service ?? '')) throw new PolicyError(`${written}: its service is a wildcard`);
  const head = segments.slice(0, SEGMENTS - 1);
  if (head.some((segment) => segment.includes('${'))) {
    throw new PolicyError(`${written}: a variable may stand only after the fifth colon`);
  }
  const source = head.map((segment) =>
    segment
      .replace(/[.+^$(){}|[\]\\]/g, '\\$&')
      .replace(/\*$/, '\u0000')
      .replaceAll('*', '[^:]*')
      .replaceAll('?', '[^:]')
      .replace('\u0000', '.*'),
  );
  const last = readPattern(segments[SEGMENTS - 1] ?? '', hasVariables, context);
  const match = expression(`^${source.join(':')}:`, 's');
  return splits(resource).some(
    (end) => match.test(resource.slice(0, end)) && matches(last, resource.slice(end)),
  );
}

/** ArnEquals and ArnLike, which are the same: segment by segment, each with its wildcards. */
export function matchesArn(
  written: string,
  value: string,
  hasVariables: boolean,
  context: Context,
): boolean {
  const [wanted, given] = [segmentsOf(written), segmentsOf(value)];
  if (wanted.length < SEGMENTS && written !== '*') {
    throw new PolicyError(`${written} is not the pattern of an ARN`);
  }
  if (given.length < SEGMENTS) return false;
  return (
    written === '*' ||
    wanted.every((segment, i) =>
      matches(readPattern(segment, hasVariables, context), given[i] ?? ''),
    )
  );
}

// Where the part after the fifth colon may begin: at any colon, as a wildcard may have taken some.
function splits(resource: string): number[] {
  return [...resource.matchAll(/:/g)].map(({ index }) => index + 1);
}

// The last segment may hold colons of its own, and `${aws:username}` anywhere.
function segmentsOf(arn: string): string[] {
  const parts = arn.match(/\$\{[^}]*\}|:|[^:$]+|\$/g) ?? [];
  const segments = [''];
  for (const part of parts) {
    if (part === ':' && segments.length < SEGMENTS) segments.push('');
    else segments.push(`${segments.pop() ?? ''}${part}`);
  }
  return segments;
}
