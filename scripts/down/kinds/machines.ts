import { EKSCTL_TAG } from '../../../eksctl/stack-names.ts';
import { byHand, type Found, type Kind, tagsIn } from '../kind.ts';
import { doubt } from '../proof.ts';

/** Instances, NAT gateways, addresses and the VPC: they go with eksctl's stacks, and are looked for in the end. */
export const machines: Kind = {
  what: 'instances, NAT gateways, addresses and VPCs',
  find: async (aws, proof) => {
    const { name } = proof;
    const ec2 = await aws.ec2();
    const found: Found[] = [];
    const tags = [
      { Name: `tag:kubernetes.io/cluster/${name}`, Values: ['owned'] },
      { Name: 'tag:eks:cluster-name', Values: [name] },
      { Name: `tag:${EKSCTL_TAG}`, Values: [name] },
    ];
    const alive = {
      Name: 'instance-state-name',
      Values: ['pending', 'running', 'stopping', 'stopped'],
    };
    for (const tag of tags) {
      for await (const { Reservations = [] } of ec2.paginateDescribeInstances({
        Filters: [tag, alive],
      })) {
        for (const one of Reservations.flatMap(({ Instances = [] }) => Instances)) {
          const { InstanceId: id = '', InstanceType, VpcId: vpc, Tags } = one;
          found.push({
            id,
            words: `instance ${id} (${InstanceType})`,
            billed: true,
            doubt: doubt(proof, { tags: tagsIn(Tags), vpc }),
            byHand: byHand(proof, 'ec2', 'terminate-instances', '--instance-ids', id),
          });
        }
      }
    }
    const byEksctl = [{ Name: `tag:${EKSCTL_TAG}`, Values: [name] }];
    for await (const { NatGateways = [] } of ec2.paginateDescribeNatGateways({
      Filter: byEksctl,
    })) {
      for (const { NatGatewayId: id = '', State, VpcId: vpc, Tags } of NatGateways) {
        if (State === 'deleted' || State === 'deleting') continue;
        found.push({
          id,
          words: `NAT gateway ${id}`,
          billed: true,
          doubt: doubt(proof, { tags: tagsIn(Tags), vpc }),
          byHand: byHand(proof, 'ec2', 'delete-nat-gateway', '--nat-gateway-id', id),
        });
      }
    }
    const { Addresses = [] } = await ec2.describeAddresses({ Filters: byEksctl });
    for (const { AllocationId: id = '', PublicIp, Tags } of Addresses) {
      found.push({
        id,
        words: `address ${PublicIp}`,
        billed: true,
        doubt: doubt(proof, { tags: tagsIn(Tags) }),
        byHand: byHand(proof, 'ec2', 'release-address', '--allocation-id', id),
      });
    }
    for await (const { Vpcs = [] } of ec2.paginateDescribeVpcs({ Filters: byEksctl })) {
      for (const { VpcId: id = '', Tags, OwnerId: account } of Vpcs) {
        found.push({
          id,
          words: `VPC ${id}`,
          doubt: doubt(proof, { tags: tagsIn(Tags), vpc: id, account }),
          byHand: byHand(proof, 'ec2', 'delete-vpc', '--vpc-id', id),
        });
      }
    }
    return [...new Map(found.map((one) => [one.id, one])).values()];
  },
  remove: async () => undefined,
};
