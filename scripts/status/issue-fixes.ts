import type { AddonIssueCode, ClusterIssueCode, NodegroupIssueCode } from '@aws-sdk/client-eks';

// EKS's words for what is wrong with a control plane, a node group or an addon, and what its user can do.
const noRights =
  'the role lacks a permission, or was removed from the access entries: npm run who shows both';
const noAddresses =
  'the subnets have too few free addresses: delete what is not needed, or use wider subnets (vpc.cidr)';
const noKey = "the key that encrypts the cluster's secrets is not usable: enable it in KMS";
const remake = 'it cannot be repaired: npm run down, then npm run up';
const putBack =
  'somebody deleted it: make it again with the same settings, or npm run down, then npm run up';
const newGroup =
  'delete the node group and create it again: eksctl delete nodegroup, then eksctl create nodegroup -f';
const wait = 'EKS repairs this by itself, or tries again: wait some minutes';

// Those that say nothing themselves have their message alone.
type Code = Exclude<AddonIssueCode | ClusterIssueCode | NodegroupIssueCode, 'Other' | 'Unknown'>;

const fixes: Readonly<Record<Code, string>> = {
  AccessDenied: noRights,
  AddonPermissionFailure: noRights,
  AddonSubscriptionNeeded: 'subscribe to the addon in the AWS Marketplace',
  AdmissionRequestDenied:
    "an admission webhook or policy in the cluster refuses the addon's objects: kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations",
  AmiIdNotFound: newGroup,
  AsgInstanceLaunchFailures:
    'EC2 starts no instance: the type may be sold out in the zones, not allowed for the account (free plan), or beyond its quota; npm run preflight names which',
  AutoScalingGroupInstanceRefreshActive:
    'somebody refreshes the instances of the Auto Scaling group: wait until that is done, or cancel it',
  AutoScalingGroupInvalidConfiguration:
    'somebody changed the Auto Scaling group by hand: undo that, or create the node group again',
  AutoScalingGroupNotFound: newGroup,
  AutoScalingGroupOptInRequired: 'the account is not signed up for EC2 in this region yet',
  AutoScalingGroupRateLimitExceeded: wait,
  ClusterUnreachable:
    "EKS or the nodes do not reach the API server: check the cluster's subnets and security groups; it may also pass by itself",
  ConfigurationConflict:
    "somebody changed the addon's objects by hand: eksctl update addon --force puts EKS's back",
  Ec2InstanceTypeDoesNotExist:
    'the region does not have this instance type: choose another in nodes.instanceType',
  Ec2LaunchTemplateDeletionFailure:
    'something still uses the launch template: delete that first, then try again',
  Ec2LaunchTemplateInvalidConfiguration: newGroup,
  Ec2LaunchTemplateMaxLimitExceeded:
    'the account has as many launch templates as it may: delete some that nobody uses',
  Ec2LaunchTemplateNotFound: newGroup,
  Ec2LaunchTemplateVersionMaxLimitExceeded:
    'the launch template has as many versions as it may: delete old ones',
  Ec2LaunchTemplateVersionMismatch:
    'somebody changed the launch template by hand: go back to the version that EKS made',
  Ec2SecurityGroupDeletionFailure:
    'something still uses the security group: delete that first, then try again',
  Ec2SecurityGroupNotFound: remake,
  Ec2ServiceNotSubscribed: 'the account is not signed up for EC2 in this region yet',
  Ec2SubnetInvalidConfiguration:
    "the public subnets must give public addresses to instances: switch on 'auto-assign public IPv4 address'",
  Ec2SubnetListTooLong: 'the node group has too many subnets: name fewer zones',
  Ec2SubnetMissingIpv6Assignment:
    'the subnets give no IPv6 addresses to instances; clusters made here need none',
  Ec2SubnetNotFound: putBack,
  IamInstanceProfileNotFound: putBack,
  IamLimitExceeded: 'the account has as many IAM roles as it may: delete some, or ask for more',
  IamNodeRoleNotFound: putBack,
  IamRoleNotFound: putBack,
  IamThrottling: wait,
  InstanceLimitExceeded:
    'the account may not start more instances of this type: fewer or smaller nodes, or ask for more vCPUs in Service Quotas',
  InsufficientFreeAddresses: noAddresses,
  InsufficientNumberOfReplicas:
    "the addon's pods are not running, often because no node is ready yet: kubectl get pods -n kube-system",
  InternalFailure: wait,
  K8sResourceNotFound: "somebody deleted the addon's objects: eksctl update addon --force",
  KubernetesLabelInvalid: 'Kubernetes refuses a label: see nodes.labels in the cluster file',
  KmsGrantRevoked: noKey,
  KmsKeyDisabled: noKey,
  KmsKeyMarkedForDeletion: "cancel the deletion of the key that encrypts the cluster's secrets",
  KmsKeyNotFound: remake,
  LimitExceeded: 'a quota of the account is used up: npm run preflight names which',
  NodeCreationFailure:
    'the instances start but do not join the cluster: the node role lacks its policies, or the nodes have no way out to the Internet (public addresses or a NAT gateway)',
  NodeTerminationFailure:
    'an instance does not end: see it in EC2, where termination protection may be on',
  PodEvictionFailure:
    'a PodDisruptionBudget keeps pods on a node: kubectl get poddisruptionbudgets -A',
  ResourceLimitExceeded: 'a quota of the account is used up: npm run preflight names which',
  ResourceNotFound: putBack,
  SourceEc2LaunchTemplateNotFound: newGroup,
  StsRegionalEndpointDisabled:
    "enable the region's STS endpoint in IAM's account settings: nodes sign in there",
  UnsupportedAddonModification: 'the addon does not know this setting: remove it again',
  UnsupportedVersion: 'EKS no longer has this Kubernetes version: npm run upgrade',
  VpcNotFound: remake,
};

/** What to do about one of EKS's health issues; undefined where nobody knows more than its message. */
export function fixFor(code: string): string | undefined {
  return isKnown(code) ? fixes[code] : undefined;
}

function isKnown(code: string): code is Code {
  return Object.hasOwn(fixes, code);
}
