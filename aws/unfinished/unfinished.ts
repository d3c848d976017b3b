import type { ClusterConfig as EksctlClusterConfig } from 'eksctl-config-types';
import { type AddonRole, type Roleless, rolelessAddons } from './addon-roles.ts';
import { type TaggedGroup, type Untagged, untaggedGroups } from './group-tags.ts';
import { type Retention, type Unlimited, unlimitedLogs } from './log-retention.ts';

/** What is there of what eksctl sets late on things that it has made before: it never comes back to it. */
export interface Finish {
  readonly addons: readonly AddonRole[];
  /** The Auto Scaling groups of the file's node group. */
  readonly scalingGroups: readonly TaggedGroup[];
  /** How long the control plane's logs are kept; undefined where there are none. */
  readonly retention?: Retention;
}

/** Something that eksctl did not come to. */
export type Unfinished = Roleless | Untagged | Unlimited;

/** Whatever eksctl did not come to, in its order. */
export function unfinished(
  wanted: EksctlClusterConfig,
  { addons, scalingGroups, retention }: Finish,
): Unfinished[] {
  return [
    ...rolelessAddons(wanted, addons),
    ...untaggedGroups(wanted, scalingGroups),
    ...unlimitedLogs(wanted, retention),
  ];
}
