import { existingCluster } from '../../../aws/find-cluster.ts';
import { nodeGroupsOf } from '../../../aws/node-groups.ts';
import { nodesGroupOf } from '../../../aws/security-group/nodes-group.ts';
import { change, presentRules } from '../../../aws/security-group/security-group.ts';
import { quote } from '../../../terminal/shell.ts';
import { UsageError } from '../../../terminal/usage-error.ts';
import type { Fault, Scene } from './fault.ts';
import { jenkins, service } from './needs.ts';

const POLICY = 'scale-for-all';
const STRANGER = '203.0.113.77/32';

/** What is wrong in the account. */
export const accountFaults: readonly Fault[] = [
  {
    title: 'The nodes’ role trusts another account in place of EC2.',
    exercises: [1],
    symptom: 'New nodes would have no rights on AWS.',
    needs: [],
    plant: async (scene) => {
      const RoleName = await nodeRole(scene);
      const iam = await scene.aws.iam();
      const { Role } = await iam.getRole({ RoleName });
      const Principal = { AWS: 'arn:aws:iam::111122223333:root' };
      const Statement = [{ Effect: 'Allow', Principal, Action: 'sts:AssumeRole' }];
      const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
      await iam.updateAssumeRolePolicy({ RoleName, PolicyDocument });
      const trust = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '{}');
      return { role: RoleName, trust: JSON.stringify(JSON.parse(trust)) };
    },
    named: /does not trust ec2\.amazonaws\.com/,
    hints: () => [
      'The cluster has two roles. Look at whom each trusts.',
      'aws iam get-role --role-name NAME shows AssumeRolePolicyDocument.',
      'The nodes’ role trusts an account, and should trust the service of the nodes.',
    ],
    answer: (_, { role = '', trust = '' }) => [
      `aws iam update-assume-role-policy --role-name ${role} --policy-document ${quote(trust)}`,
    ],
  },
  {
    title: 'The nodes’ role may scale, and with it every pod on them.',
    exercises: [2],
    symptom: 'Every pod has a right that only the autoscaler should have.',
    needs: [],
    plant: async (scene) => {
      const RoleName = await nodeRole(scene);
      const Statement = [{ Effect: 'Allow', Action: 'autoscaling:*', Resource: '*' }];
      const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
      const iam = await scene.aws.iam();
      await iam.putRolePolicy({ RoleName, PolicyName: POLICY, PolicyDocument });
      return { role: RoleName };
    },
    named: /lets every pod on the nodes do autoscaling:SetDesiredCapacity/,
    hints: () => [
      'Whose rights does a pod have without a role?',
      'aws iam list-role-policies --role-name NAME for the nodes’ role',
      `The policy ${POLICY} does not belong there.`,
    ],
    answer: (_, { role = '' }) => [
      `aws iam delete-role-policy --role-name ${role} --policy-name ${POLICY}`,
    ],
  },
  {
    title: 'The security group of the nodes does not let you in to the node port.',
    exercises: [4],
    symptom: 'The node port does not answer.',
    needs: [jenkins, service('NodePort')],
    plant: async ({ aws, place }) => {
      const group = nodesGroupOf(await existingCluster(aws, { ...place, name: place.cluster }));
      const { ours } = await presentRules(aws, group, place.cluster);
      const close = { open: [], close: ours, stay: [], byOthers: [] };
      await change(aws, group, place.cluster, close);
    },
    named: /Jenkins through the node port: .*no answer within/,
    hints: () => [
      'No answer at all is something else than a refused connection.',
      'npm run exposure shows what can be reached from outside; npm run nodeport shows the rules.',
      'No rule of the nodes’ security group has the port 32000.',
    ],
    answer: () => ['npm run nodeport -- open'],
  },
  {
    title: 'The endpoint of the cluster lets in another address than yours.',
    exercises: [1],
    symptom: 'kubectl gets no answer.',
    needs: [],
    plant: async ({ aws, place }) => {
      const eks = await aws.eks();
      const resourcesVpcConfig = { publicAccessCidrs: [STRANGER] };
      await eks.updateClusterConfig({ name: place.cluster, resourcesVpcConfig });
    },
    named: /your address may have changed|who reaches the API: 203\.0\.113\.77/,
    hints: ({ cluster }) => [
      'The cluster is ACTIVE, and nobody reaches it.',
      `aws eks describe-cluster --name ${cluster} --query cluster.resourcesVpcConfig.publicAccessCidrs`,
      'Your own address is not in the list.',
    ],
    answer: () => ['npm run allow-me -- --apply'],
  },
  {
    title: 'The node group is paused: it has no nodes, and may have none.',
    exercises: [1],
    symptom: 'The nodes go away, one after the other.',
    needs: [],
    plant: async ({ aws, place, live }) => {
      const eks = await aws.eks();
      const [group] = await nodeGroupsOf(aws, place.cluster);
      await eks.updateNodegroupConfig({
        clusterName: place.cluster,
        nodegroupName: group?.nodegroupName,
        scalingConfig: { minSize: 0, desiredSize: 0, maxSize: place.nodes.max },
      });
      const pod = jenkins.find(live, place);
      return { group: group?.nodegroupName ?? '', ...(pod && { jenkins: jenkins.command(place) }) };
    },
    named: /is 0\/0\/\d+ \(min\/desired\/max\), and should be/,
    hints: ({ cluster }) => [
      'Pods have no node. Are there nodes at all?',
      `eksctl get nodegroup --cluster ${cluster}: look at its sizes.`,
      'Its minimum and its desired size are 0.',
    ],
    // A bare pod does not come back by itself.
    answer: ({ cluster, region, nodes }, { group = '', jenkins: again }) => [
      `eksctl scale nodegroup --cluster ${cluster} --region ${region} --name ${group} --nodes-min ${nodes.min} --nodes ${nodes.desired} --nodes-max ${nodes.max}`,
      ...(again ? [again] : []),
    ],
  },
];

async function nodeRole({ aws, place }: Scene): Promise<string> {
  const [group] = await nodeGroupsOf(aws, place.cluster);
  const role = group?.nodeRole?.split('/').at(-1);
  if (role) return role;
  throw new UsageError(
    `${place.cluster} has no node group`,
    'make the cluster first: npm run up -- --only cluster --yes',
  );
}
