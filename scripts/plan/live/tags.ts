import { at, type Fields } from '../../diff/eksctl/context.ts';

// What AWS, eksctl and CloudFormation put there.
const others = /^(aws:|alpha\.eksctl\.io\/|eksctl\.(cluster|io)|Name$)/;

/** The tags of something that people chose: without those of the whole cluster, unless it says them itself. */
export function ownTags(
  tags: Readonly<Record<string, string>> = {},
  wanted: Fields | undefined,
  ofCluster: unknown = {},
): Readonly<Record<string, string>> | undefined {
  const said = (wanted?.tags ?? {}) as Fields;
  const entries = Object.entries(tags).filter(
    ([key, value]) =>
      key in said || (!others.test(key) && (ofCluster as Fields | undefined)?.[key] !== value),
  );
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

/** The tags that a file gives to the whole cluster. */
export function clusterTags(wanted: Fields): unknown {
  return at(wanted, 'metadata.tags');
}
