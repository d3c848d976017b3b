import { isDefault } from '../../diff/eksctl/defaults.ts';
import { at, type Fields } from '../../diff/eksctl/context.ts';

/** What is there at a path of plain keys; undefined where nothing is. */
export type Fact = readonly [path: string, value: unknown];

/**
 * A ClusterConfig, or a part of one, with what is there in place of what the file says. What a file does not say is left
 * out where it is what eksctl takes anyway. The place of the part is for that: `managedNodeGroups[x]`.
 */
export function overlay(
  wanted: Fields,
  facts: readonly Fact[],
  place: readonly string[] = [],
): Fields {
  let result = wanted;
  for (const [path, value] of facts) {
    const keys = path.split('.');
    const isSaid = at(wanted, path) !== undefined;
    const usual = isDefault({ path: [...place, ...keys], before: value });
    if (isSaid || !usual) result = withValue(result, keys, value);
  }
  return result;
}

/** The facts of which the file says something, too. */
export function said(wanted: Fields, facts: readonly Fact[]): Fact[] {
  return facts.filter(([path]) => at(wanted, path) !== undefined);
}

function withValue(config: Fields, [key = '', ...rest]: readonly string[], value: unknown): Fields {
  const old = config[key];
  if (rest.length > 0) {
    if (value === undefined && old === undefined) return config;
    return { ...config, [key]: withValue((old ?? {}) as Fields, rest, value) };
  }
  const { [key]: _, ...others } = config;
  return value === undefined ? others : { ...config, [key]: value };
}
