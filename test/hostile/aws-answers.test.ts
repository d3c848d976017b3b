import { expect, test } from '@jest/globals';
import { AwsError } from '../../aws/aws-error.ts';
import { Aws } from '../../aws/clients.ts';
import { findCluster } from '../../aws/find-cluster.ts';
import { allStacks } from '../../aws/stacks/stacks.ts';
import { shown } from '../../terminal/shown.ts';
import { useLoopbackAws } from '../aws/support/loopback-aws.ts';
import { fc } from '../support/random.ts';
import { STEERING, triesInTurn } from './support/cases.ts';
import { damaged, damagedText } from './support/odd-values.ts';

const loopback = useLoopbackAws();
const impatient = { attempts: 1, connectMs: 2000, answerMs: 2000 };

const cluster = {
  cluster: {
    name: 'shop',
    arn: 'arn:aws:eks:us-west-2:111122223333:cluster/shop',
    createdAt: 1764400000.5,
    version: '1.35',
    status: 'ACTIVE',
    endpoint: 'https://example.gr7.us-west-2.eks.amazonaws.com',
    roleArn: 'arn:aws:iam::111122223333:role/shop',
    certificateAuthority: { data: 'LS0tLS1CRUdJTg==' },
    kubernetesNetworkConfig: { serviceIpv4Cidr: '10.100.0.0/16', ipFamily: 'ipv4' },
    resourcesVpcConfig: { subnetIds: ['subnet-1', 'subnet-2'], endpointPublicAccess: true },
    tags: { project: 'sock-shop' },
    health: { issues: [] },
  },
};

const item = (name: string) => `<member>
  <StackName>${name}</StackName>
  <StackId>arn:aws:cloudformation:us-west-2:111122223333:stack/${name}/1</StackId>
  <CreationTime>2026-11-29T10:00:00.000Z</CreationTime>
  <StackStatus>CREATE_COMPLETE</StackStatus>
  <Tags><member><Key>project</Key><Value>sock-shop</Value></member></Tags>
</member>`;
const stacks = `<DescribeStacksResponse>
<DescribeStacksResult>
<Stacks>
${item('eksctl-shop-cluster')}
${item('eksctl-shop-nodegroup')}
</Stacks>
</DescribeStacksResult>
</DescribeStacksResponse>`;

const volumes = `<DescribeVolumesResponse>
<volumeSet>
<item>
<volumeId>vol-1</volumeId>
<size>8</size>
<createTime>2026-11-29T10:00:00.000Z</createTime>
<encrypted>true</encrypted>
<tagSet><item><key>project</key><value>sock-shop</value></item></tagSet>
</item>
</volumeSet>
</DescribeVolumesResponse>`;

const statuses = fc.constantFrom(200, 200, 200, 200, 204, 400, 403, 404, 500);
const json = fc.oneof(
  damaged(cluster).map((answer) => JSON.stringify(answer)),
  damagedText(JSON.stringify(cluster, null, 2)),
  fc.constantFrom('', 'null', '[]', '{}', '"x"', '{"cluster":[]}', '{"cluster":{"name":{}}}'),
);

interface Question {
  readonly ask: (aws: Aws) => Promise<unknown>;
  readonly answers: fc.Arbitrary<string>;
}

const xml = (text: string) =>
  fc.oneof(damagedText(text), fc.constantFrom('', '<', '<html/>', text));

const questions: Readonly<Record<string, Question>> = {
  'a cluster': { ask: clusterOfItsName, answers: json },
  stacks: { ask: allStacks, answers: xml(stacks) },
  volumes: { ask: async (aws) => (await aws.ec2()).describeVolumes({}), answers: xml(volumes) },
};

// None of these answers says that there is no cluster.
async function clusterOfItsName(aws: Aws): Promise<void> {
  expect(await findCluster(aws, 'shop')).toMatchObject({ name: 'shop' });
}

/** Nothing when the answer was believed, and otherwise what is said of it; anything but an AwsError is thrown. */
async function doubt(ask: Question['ask'], aws: Aws): Promise<string | undefined> {
  try {
    await ask(aws);
    return undefined;
  } catch (error) {
    if (error instanceof AwsError) return error.message;
    throw error;
  }
}

test.each(Object.entries(questions))(
  'a damaged answer about %s is believed or told',
  async (what, { ask, answers }) => {
    const aws = new Aws('us-west-2', impatient);
    let [believed, told] = [0, 0];
    await triesInTurn(
      `answers about ${what}`,
      2,
      fc.tuple(answers, statuses),
      async ([body, status]) => {
        loopback.says(status === 204 ? '' : body, status);
        const said = await doubt(ask, aws);
        if (said === undefined) believed++;
        else told++;
        expect(shown(said ?? '')).not.toMatch(STEERING);
      },
    );
    await aws.close();
    expect([believed > 0, told > 0]).toEqual([true, true]);
  },
);
