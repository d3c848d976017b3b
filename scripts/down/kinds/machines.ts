import { EKSCTL_TAG } from '../../../eksctl/stack-names.ts';
import { type Found, type Kind, tagOf } from '../kind.ts';

/** Instances, NAT gateways, addresses and the VPC: they go with eksctl's stacks, and are looked for in the end. */
export const machines: Kind = {
  what: 'instances, NAT gateways, addresses and VPCs',
  find: async (aws, cluster) => {
    const ec2 = await aws.ec2();
    const found: Found[] = [];
    const tags = [
      { Name: `tag:kubernetes.io/cluster/${cluster}`, Values: ['owned'] },
      { Name: 'tag:eks:cluster-name', Values: [cluster] },
      { Name: `tag:${EKSCTL_TAG}`, Values: [cluster] },
    ];
    const alive = {
      Name: 'instance-state-name',
      Values: ['pending', 'running', 'stopping', 'stopped'],
    };
    for (const tag of tags) {
      for await (const { Reservations = [] } of ec2.paginateDescribeInstances({
        Filters: [tag, alive],
      })) {
        for (const { InstanceId: id = '', InstanceType } of Reservations.flatMap(
          ({ Instances = [] }) => Instances,
        )) {
          found.push({ id, words: `instance ${id} (${InstanceType})`, billed: true });
        }
      }
    }
    const byEksctl = [{ Name: `tag:${EKSCTL_TAG}`, Values: [cluster] }];
    for await (const { NatGateways = [] } of ec2.paginateDescribeNatGateways({
      Filter: byEksctl,
    })) {
      for (const { NatGatewayId: id = '', State } of NatGateways) {
        if (State !== 'deleted' && State !== 'deleting') {
          found.push({ id, words: `NAT gateway ${id}`, billed: true });
        }
      }
    }
    const { Addresses = [] } = await ec2.describeAddresses({ Filters: byEksctl });
    for (const { AllocationId: id = '', PublicIp } of Addresses) {
      found.push({ id, words: `address ${PublicIp}`, billed: true });
    }
    for await (const { Vpcs = [] } of ec2.paginateDescribeVpcs({ Filters: byEksctl })) {
      for (const { VpcId: id = '', Tags } of Vpcs) {
        if (tagOf(Tags, EKSCTL_TAG) === cluster) found.push({ id, words: `VPC ${id}` });
      }
    }
    return [...new Map(found.map((one) => [one.id, one])).values()];
  },
  remove: async () => undefined,
};
