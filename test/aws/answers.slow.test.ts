import { describe, expect, test } from '@jest/globals';
import { isMissing } from '../../aws/aws-error.ts';
import { Aws } from '../../aws/clients.ts';
import { findCluster } from '../../aws/find-cluster.ts';
import { allStacks } from '../../aws/stacks/stacks.ts';
import { cluster, failure, type Senseless } from './support/failure.ts';
import { useLoopbackAws } from './support/loopback-aws.ts';

// AWS as a broken proxy or a dying connection lets it look, on loopback, for services of each protocol.

const impatient = { attempts: 2, connectMs: 500, answerMs: 200 };
const loopback = useLoopbackAws();

describe('a body that never ends', () => {
  const unfinished =
    'eks in us-west-2 did not answer in time (eks:DescribeCluster), asked 2 times: the answer began, and had not ended 0.2 s later';

  test('is given up when it stalls, and asked for anew', async () => {
    loopback.answer = (response) => response.writeHead(200).write('{"cluster":');
    const error = await failure(cluster, impatient);
    expect(error.message).toBe(unfinished);
    expect(error.fix).toContain('run the same command again');
    expect(loopback.asked).toBe(2);
  });

  test('is given up when it drips', async () => {
    loopback.answer = (response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(drip));
    };
    expect((await failure(cluster, impatient)).message).toBe(unfinished);
    expect(loopback.asked).toBe(2);
  });

  test('is not a trouble when the next try is answered', async () => {
    loopback.answer = (response) => {
      if (loopback.asked > 1) response.end('{"cluster":{"name":"shop","status":"ACTIVE"}}');
      else response.writeHead(200).write('{');
    };
    const aws = new Aws('us-west-2', impatient);
    expect(await findCluster(aws, 'shop')).toMatchObject({ status: 'ACTIVE' });
    await aws.close();
  });

  test('is asked for anew when the connection breaks in the middle', async () => {
    loopback.answer = (response) => {
      response.writeHead(200).write('{"cluster":');
      setTimeout(() => response.destroy(), 10);
    };
    expect((await failure(cluster, impatient)).message).toContain(
      'eks in us-west-2 cannot be reached',
    );
    expect(loopback.asked).toBe(2);
  });

  test('is not an answer when it is longer than any of AWS', async () => {
    loopback.answer = (response) => {
      response.writeHead(200);
      const part = Buffer.alloc(1024 * 1024, ' ');
      const more = (): void => {
        while (!response.destroyed && response.write(part));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    };
    const aws = new Aws('us-west-2', { ...impatient, answerMs: 20_000 });
    await expect(findCluster(aws, 'shop')).rejects.toThrow('it is longer than 33554432 bytes');
    await aws.close();
  });
});

const senseless: readonly Senseless[] = [
  ['an empty answer of stacks', allStacks, '', 'there is nothing in it'],
  ['other XML', allStacks, '<html/>', 'there is nothing in it'],
  [
    'stacks without a list',
    allStacks,
    '<DescribeStacksResponse><DescribeStacksResult/></DescribeStacksResponse>',
    'there is nothing in it',
  ],
  ['JSON for XML', allStacks, '{}', 'HTTP 200, and XML parse error'],
  [
    'no size',
    volumes,
    '<DescribeVolumesResponse><volumeSet><item><size>x</size></item></volumeSet></DescribeVolumesResponse>',
    'Volumes[0].Size is not a number',
  ],
  ['log groups without a list', logGroups, '{"nextToken":"x"}', 'there is nothing in it'],
];

async function clusters(aws: Aws): Promise<unknown> {
  return (await aws.eks()).listClusters({});
}

async function volumes(aws: Aws): Promise<unknown> {
  return (await aws.ec2()).describeVolumes({});
}

async function logGroups(aws: Aws): Promise<unknown> {
  return (await aws.logs()).describeLogGroups({});
}

test.each(senseless)('%s makes no sense', async (_, work, body, words) => {
  loopback.says(body);
  const error = await failure(work, impatient);
  // In one line.
  expect(error.message).toMatch(/^.*makes no sense, so it is not used: .*$/);
  expect(error.message).toContain(words);
  expect(error.fix).toContain('AWS_ENDPOINT_URL is http://127.0.0.1:');
});

test.each([
  [404, '', 'HTTP 404, and does not say what is wrong'],
  [404, '<html>not found</html>', 'HTTP 404'],
  [403, '{}', 'HTTP 403'],
  [502, '<html>bad gateway</html>', 'HTTP 502'],
  [503, '', 'HTTP 503, and does not say what is wrong'],
])(
  'a refusal that is none of AWS (%i %j) does not mean that there is nothing',
  async (status, body, words) => {
    loopback.says(body, status);
    for (const work of [cluster, allStacks, volumes, logGroups]) {
      const error = await failure(work, impatient);
      expect(error.message).toContain(words);
      expect(isMissing(error)).toBe(false);
    }
    // What a server may mend is asked for once more.
    expect(loopback.asked).toBe(status >= 500 ? 8 : 4);
  },
);

test('what AWS answers where there is nothing is believed', async () => {
  const aws = new Aws('us-west-2', impatient);
  loopback.says('{"clusters":[],"nextToken":null}');
  expect(await clusters(aws)).toMatchObject({ clusters: [] });
  loopback.says(
    '<DescribeStacksResponse><DescribeStacksResult><Stacks/></DescribeStacksResult></DescribeStacksResponse>',
  );
  expect(await allStacks(aws)).toEqual([]);
  loopback.says('<DescribeVolumesResponse><volumeSet/></DescribeVolumesResponse>');
  expect(await volumes(aws)).toMatchObject({ Volumes: [] });
  loopback.answer = (response) =>
    response
      .writeHead(404, { 'x-amzn-errortype': 'ResourceNotFoundException' })
      .end('{"message":"No cluster found for name: shop."}');
  expect(await findCluster(aws, 'shop')).toBeUndefined();
  loopback.says('');
  await (await aws.logs()).deleteLogGroup({ logGroupName: '/aws/eks/shop/cluster' });
  await aws.close();
});
