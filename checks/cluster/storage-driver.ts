import { didYouMean } from '../../terminal/suggest.ts';
import { type About, check } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { volumeClaims } from '../references/volume-claims.ts';
import { show } from '../values.ts';
import { addonNames } from './eksctl-accounts.ts';

const about: About = {
  id: 'storage-driver',
  severity: 'broken',
  why: 'Without its driver a volume is never made, and its pod waits for it.',
  remedy: "Add the driver's addon to the ClusterConfig, with a role for it.",
};
const finding = findingsOf(about);

const addonByProvisioner: Readonly<Record<string, string>> = {
  'ebs.csi.aws.com': 'aws-ebs-csi-driver',
  'efs.csi.aws.com': 'aws-efs-csi-driver',
  'kubernetes.io/aws-ebs': 'aws-ebs-csi-driver',
};

export const storageDriver = check(about, (subject) => {
  const { clusterConfig } = subject;
  if (!clusterConfig) return [];
  const index = indexOf(subject);
  const addons = addonNames(clusterConfig);
  const claims = volumeClaims(subject);
  const byClass = new Map(index.kind('StorageClass').map((one) => [one.name, one]));
  const drivers = new Set(index.kind('CSIDriver').map(({ name }) => name));
  const missing = (provisioner: unknown): string | undefined => {
    if (typeof provisioner !== 'string' || drivers.has(provisioner)) return undefined;
    const addon = Object.hasOwn(addonByProvisioner, provisioner)
      ? addonByProvisioner[provisioner]
      : undefined;
    return addon === undefined || addons.includes(addon) ? undefined : addon;
  };
  const mistyped = (provisioner: unknown): string | undefined =>
    typeof provisioner !== 'string' ||
    drivers.has(provisioner) ||
    Object.hasOwn(addonByProvisioner, provisioner)
      ? undefined
      : didYouMean(provisioner, Object.keys(addonByProvisioner));
  return [
    ...[...byClass.values()].flatMap((storage) => {
      const { provisioner } = storage.object;
      const addon = missing(provisioner);
      const meant = mistyped(provisioner);
      if (meant) {
        const message = 'is not a driver that this project knows: no volume is ever created';
        return [
          finding(storage, {
            path: 'provisioner',
            value: show(provisioner),
            message,
            fix: meant,
          }),
        ];
      }
      if (!addon) return [];
      return [
        finding(storage, {
          path: 'provisioner',
          value: show(provisioner),
          message: `needs the addon ${addon}, which ${clusterConfig.path} does not have: no volume is ever created`,
          fix: `add ${addon} to addons, with its own role`,
        }),
      ];
    }),
    ...claims.flatMap(({ owner, path, spec }) => {
      const { storageClassName: name } = spec;
      const isEksOwn = name === 'gp2' && !byClass.has('gp2');
      const addon = isEksOwn ? missing('kubernetes.io/aws-ebs') : undefined;
      if (!addon) return [];
      return [
        finding(owner, {
          path: `${path}.storageClassName`,
          value: 'gp2',
          message: `needs the addon ${addon}, which ${clusterConfig.path} does not have: no volume is ever created`,
          fix: `add ${addon} to addons, with its own role`,
        }),
      ];
    }),
  ];
});
