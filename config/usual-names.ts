import { normalise } from '../terminal/suggest.ts';

// What eksctl, Terraform, the AWS CLI and people call what a cluster file has under another name.
const others: Readonly<Record<string, string>> = {
  name: 'cluster, clusterName',
  owner: 'user, team, email, createdBy',
  region: 'awsRegion, location',
  kubernetes: 'version, kubernetesVersion, k8sVersion, k8s, clusterVersion, eksVersion',
  support: 'supportType, upgradePolicy',
  'access.from':
    'cidr, cidrs, ip, ips, myIp, publicAccessCidrs, allowedCidrs, allowedIps, sourceRanges, whitelist',
  'access.admins': 'admin, adminRoles, accessEntries, masters',
  nodes: 'node, nodeGroup, nodeGroups, managedNodeGroups, workers, nodePool',
  'nodes.instanceType': 'instanceTypes, machineType, nodeType, vmSize, size',
  'nodes.min': 'minSize, minNodes, minCount, minimum',
  'nodes.desired':
    'desiredSize, desiredCapacity, desiredNodes, count, nodeCount, replicas, numberOfNodes',
  'nodes.max': 'maxSize, maxNodes, maxCount, maximum',
  'nodes.volumeSize': 'diskSize, disk, storageSize, diskSizeGb, rootVolumeSize',
  'sockShop.frontEndReplicas': 'frontendReplicas, frontReplicas',
  sockShop: 'shop, sock',
  'ingress.host': 'hostname, domain, domainName, fqdn, dnsName',
  'ingress.controller': 'ingressController, ingressClass, ingressClassName, className',
  availabilityZones: 'zone, zones, az, azs',
  'vpc.id': 'vpcId',
  'vpc.cidr': 'vpcCidr',
  'logs.retentionDays': 'retention, logRetention, logRetentionInDays',
  'logs.types': 'logTypes, enableTypes, clusterLogging',
  addons: 'addon, clusterAddons',
  'roles.cluster': 'serviceRole, clusterRole, roleArn, serviceRoleArn',
  'roles.node': 'nodeRole, nodeRoleArn, instanceRoleArn',
  'roles.boundary': 'permissionsBoundary, boundaryArn',
  expires: 'expiry, expiration, expire, expiresOn, expiresAt, ttl, until, deleteAfter',
  'images.registry': 'mirror, imageRegistry, imagePrefix',
  learners: 'students, participants, users, learner, class',
  learnersFrom: 'csv, classList, learnersFile',
  'flux.url': 'repository, repo, gitUrl',
};

let paths: ReadonlyMap<string, string> | undefined;

/** Where in a cluster file what is called so elsewhere stands. */
export function usualPlace(key: string): string | undefined {
  paths ??= new Map(
    Object.entries(others).flatMap(([path, names]) =>
      names.split(', ').map((name) => [normalise(name), path]),
    ),
  );
  return paths.get(normalise(key));
}
