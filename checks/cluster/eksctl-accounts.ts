import type { ClusterConfigFile } from '../../output/manifest.ts';
import { coreAddonsIn } from '../../tables/addons.ts';
import { at, fields, list, text } from '../values.ts';

/** A ServiceAccount that exists because of the ClusterConfig. */
export interface EksctlAccount {
  readonly namespace: string;
  readonly name: string;
  /** The part of the ClusterConfig that makes it. */
  readonly by: string;
}

// The ServiceAccounts that EKS's addons bring along, all in kube-system.
const addonAccounts: Readonly<Record<string, readonly string[]>> = {
  'aws-ebs-csi-driver': ['ebs-csi-controller-sa', 'ebs-csi-node-sa'],
  'aws-efs-csi-driver': ['efs-csi-controller-sa', 'efs-csi-node-sa'],
  coredns: ['coredns'],
  'kube-proxy': ['kube-proxy'],
  'metrics-server': ['metrics-server'],
  'vpc-cni': ['aws-node'],
};

/** The ServiceAccounts that eksctl and the addons create, so that no manifest may. */
export function madeByEksctl(file: ClusterConfigFile | undefined): EksctlAccount[] {
  if (!file) return [];
  const accounts = list(at(file.object, 'iam', 'serviceAccounts')).flatMap((entry, i) => {
    if (fields(entry).roleOnly === true) return [];
    return named(at(entry, 'metadata'), 'name', `${file.path} iam.serviceAccounts[${i}]`);
  });
  const associations = list(at(file.object, 'iam', 'podIdentityAssociations')).flatMap(
    (entry, i) =>
      fields(entry).createServiceAccount === true
        ? named(entry, 'serviceAccountName', `${file.path} iam.podIdentityAssociations[${i}]`)
        : [],
  );
  const addons = addonNames(file).flatMap((addon) =>
    (Object.hasOwn(addonAccounts, addon) ? addonAccounts[addon]! : []).map((name) => ({
      namespace: 'kube-system',
      name,
      by: `the addon ${addon}`,
    })),
  );
  return [...accounts, ...associations, ...addons];
}

/** The EKS addons that a ClusterConfig asks for, with those that eksctl adds by itself. */
export function addonNames(file: ClusterConfigFile): string[] {
  const asked = list(at(file.object, 'addons')).flatMap((addon) => text(at(addon, 'name')) ?? []);
  const byDefault = at(file.object, 'addonsConfig', 'disableDefaultAddons') !== true;
  const region = text(at(file.object, 'metadata', 'region')) ?? '';
  return [...new Set([...asked, ...(byDefault ? coreAddonsIn(region) : [])])];
}

function named(entry: unknown, key: string, by: string): EksctlAccount[] {
  const name = text(at(entry, key));
  return name ? [{ namespace: text(at(entry, 'namespace')) || 'default', name, by }] : [];
}
