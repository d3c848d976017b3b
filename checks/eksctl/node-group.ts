import type { Place } from './place.ts';

/** A node group: EKS's managed ones and eksctl's own follow different rules. */
export interface NodeGroup {
  readonly place: Place;
  readonly managed: boolean;
}

/** All node groups, eksctl's own first, as eksctl goes through them. */
export function nodeGroupsOf(cluster: Place): NodeGroup[] {
  const own = cluster.at('nodeGroups').items();
  const managed = cluster.at('managedNodeGroups').items();
  return [
    ...own.map((place) => ({ place, managed: false })),
    ...managed.map((place) => ({ place, managed: true })),
  ];
}

/** Whether the control plane runs on an Outpost, where other rules hold. */
export function isOnOutpost(cluster: Place): boolean {
  return cluster.at('outpost').isSet;
}

/** Whether eksctl creates the cluster with EKS Auto Mode. */
export function hasAutoMode(cluster: Place): boolean {
  return cluster.at('autoModeConfig', 'enabled').isOn;
}

/** Whether the cluster's pods and Services have IPv6 addresses. */
export function hasIpv6(cluster: Place): boolean {
  return cluster.at('kubernetesNetworkConfig', 'ipFamily').text.toLowerCase() === 'ipv6';
}

const families = [
  'AmazonLinux2023',
  'AmazonLinux2',
  'Bottlerocket',
  'BottlerocketFips',
  'UbuntuPro2604',
  'Ubuntu2604',
  'UbuntuPro2404',
  'Ubuntu2404',
  'UbuntuPro2204',
  'Ubuntu2204',
  'UbuntuPro2004',
  'Ubuntu2004',
  'WindowsServer2019CoreContainer',
  'WindowsServer2019FullContainer',
  'WindowsServer2022CoreContainer',
  'WindowsServer2022FullContainer',
  'WindowsServer2025CoreContainer',
  'WindowsServer2025FullContainer',
];

/** A node group's amiFamily as eksctl spells it: any upper and lower case will do. */
export function amiFamilyOf({ place }: NodeGroup): string {
  const given = place.at('amiFamily').text;
  return families.find((family) => family.toLowerCase() === given.toLowerCase()) ?? given;
}
