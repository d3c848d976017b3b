import { parse } from 'yaml';
import type { Subject } from '../check.ts';
import { at, list, text } from '../values.ts';

/** What a ClusterConfig says to the VPC CNI, and where. */
export interface VpcCni {
  readonly path: string;
  readonly values: string | undefined;
  readonly enforces: boolean;
}

/** Whether the VPC CNI enforces NetworkPolicies: it does so only when it is told to. */
export function vpcCniOf({ clusterConfig }: Subject): VpcCni {
  const addons = list(at(clusterConfig?.object, 'addons'));
  const i = addons.findIndex((addon) => at(addon, 'name') === 'vpc-cni');
  const values = text(at(addons[i], 'configurationValues'));
  const path = i < 0 ? 'addons' : `addons[${i}].configurationValues`;
  return { path, values, enforces: values !== undefined && isOn(values) };
}

// JSON is YAML too; the CNI's own schema wants the word as text.
function isOn(values: string): boolean {
  try {
    return String(at(parse(values, { maxAliasCount: 0 }), 'enableNetworkPolicy')) === 'true';
  } catch {
    return false;
  }
}
