import type { Account } from './account.ts';
import { motoOf } from './straight.ts';

/** What an account has, a line each, with its tags. */
export async function inventory(account: Account): Promise<string[]> {
  const moto = motoOf(account);
  const [ec2, elb, elbv2, cloudformation, logs, iam, eks] = await Promise.all([
    moto.ec2(),
    moto.elb(),
    moto.elbv2(),
    moto.cloudformation(),
    moto.logs(),
    moto.iam(),
    moto.eks(),
  ]);
  const lines: string[] = [];
  const add = (what: string, id = '', tags: readonly { Key?: string; Value?: string }[] = []) =>
    lines.push(
      `${what} ${id} ${tags
        .map(({ Key, Value }) => `${Key}=${Value}`)
        .sort()
        .join(' ')}`,
    );
  for (const { VpcId, Tags, IsDefault } of (await ec2.describeVpcs({})).Vpcs ?? []) {
    add(IsDefault ? 'default vpc' : 'vpc', VpcId, Tags);
  }
  for (const { GroupId, Tags, GroupName, IpPermissions } of (await ec2.describeSecurityGroups({}))
    .SecurityGroups ?? []) {
    add(`sg ${GroupName} ${JSON.stringify(IpPermissions)}`, GroupId, Tags);
  }
  for (const { SubnetId, Tags } of (await ec2.describeSubnets({})).Subnets ?? []) {
    add('subnet', SubnetId, Tags);
  }
  for (const { Instances = [] } of (await ec2.describeInstances({})).Reservations ?? []) {
    for (const { InstanceId, State, Tags } of Instances) {
      if (State?.Name !== 'terminated') add(`instance ${State?.Name}`, InstanceId, Tags);
    }
  }
  for (const { VolumeId, Tags } of (await ec2.describeVolumes({})).Volumes ?? []) {
    add('volume', VolumeId, Tags);
  }
  for (const { NetworkInterfaceId, TagSet } of (await ec2.describeNetworkInterfaces({}))
    .NetworkInterfaces ?? []) {
    add('eni', NetworkInterfaceId, TagSet);
  }
  const classic = (await elb.describeLoadBalancers({})).LoadBalancerDescriptions ?? [];
  for (const { LoadBalancerName: name = '' } of classic) {
    const { TagDescriptions } = await elb.describeTags({ LoadBalancerNames: [name] });
    add('elb', name, TagDescriptions?.[0]?.Tags);
  }
  const arns = [
    ...((await elbv2.describeLoadBalancers({})).LoadBalancers ?? []).map(
      (one) => one.LoadBalancerArn,
    ),
    ...((await elbv2.describeTargetGroups({})).TargetGroups ?? []).map((one) => one.TargetGroupArn),
  ];
  for (const arn of arns) {
    const { TagDescriptions } = await elbv2.describeTags({ ResourceArns: [arn ?? ''] });
    add('elbv2', arn, TagDescriptions?.[0]?.Tags);
  }
  for (const { StackName } of (await cloudformation.describeStacks({})).Stacks ?? []) {
    add('stack', StackName);
  }
  for (const { logGroupName } of (await logs.describeLogGroups({})).logGroups ?? []) {
    add('log group', logGroupName);
  }
  const providers = (await iam.listOpenIDConnectProviders({})).OpenIDConnectProviderList ?? [];
  for (const { Arn = '' } of providers) {
    add(
      'provider',
      Arn,
      (await iam.getOpenIDConnectProvider({ OpenIDConnectProviderArn: Arn })).Tags,
    );
  }
  for (const { RoleName } of (await iam.listRoles({})).Roles ?? []) add('role', RoleName);
  for (const name of (await eks.listClusters({})).clusters ?? []) add('cluster', name);
  return lines.sort();
}
