import { expect, test } from '@jest/globals';
import { Aws } from '../../aws/clients.ts';
import { existingCluster } from '../../aws/find-cluster.ts';
import { cluster, failure, type Senseless } from './support/failure.ts';
import { useLoopbackAws } from './support/loopback-aws.ts';

// AWS as a broken proxy or a network's sign-in page lets it look, on loopback. What takes time is in answers.slow.test.ts.

const limits = { attempts: 2, connectMs: 5000, answerMs: 20_000 };
const loopback = useLoopbackAws();

const one = { name: 'shop', status: 'ACTIVE' };

const senseless: readonly Senseless[] = [
  ['an empty answer', cluster, '', 'there is nothing in it'],
  ['an empty object', cluster, '{}', 'there is nothing in it'],
  ['null', cluster, 'null', 'HTTP 200, and Cannot read properties of null'],
  ['a list', cluster, '[]', 'there is nothing in it'],
  ['a page to look at', cluster, '<html><body>sign in</body></html>', 'is not valid JSON'],
  ['half an answer', cluster, '{"cluster":{"name":', 'HTTP 200, and Unexpected end of JSON input'],
  ['no cluster', cluster, '{"cluster":null}', 'there is nothing in it'],
  ['a word for a cluster', cluster, '{"cluster":"x"}', 'cluster is not an object'],
  [
    'a number for a state',
    cluster,
    JSON.stringify({ cluster: { ...one, status: 5 } }),
    'cluster.status is not a text',
  ],
  [
    'a list for a version',
    cluster,
    JSON.stringify({ cluster: { ...one, version: ['1.35'] } }),
    'cluster.version is not a text',
  ],
  [
    'a number among tags',
    cluster,
    JSON.stringify({ cluster: { ...one, tags: { project: 1 } } }),
    'cluster.tags.project is not a text',
  ],
  ['a text of MiBs', cluster, text(3), 'cluster.status is longer than any text'],
  ['another cluster', cluster, '{"cluster":{"name":"blue","status":"ACTIVE"}}', 'it is about blue'],
  ['a cluster without a name', cluster, '{"cluster":{}}', 'it is about nobody'],
  ['a word for a list', clusters, '{"clusters":"shop"}', 'clusters is not a list'],
  ['nothing in a list', clusters, '{"clusters":[null]}', 'clusters[0] is not a text'],
];

function text(mebibytes: number): string {
  return JSON.stringify({ cluster: { ...one, status: 'x'.repeat(mebibytes * 1024 * 1024) } });
}

async function clusters(aws: Aws): Promise<unknown> {
  return (await aws.eks()).listClusters({});
}

test.each(senseless)('%s makes no sense', async (_, work, body, words) => {
  loopback.says(body);
  const error = await failure(work, limits);
  // In one line.
  expect(error.message).toMatch(/^.*makes no sense, so it is not used: .*$/);
  expect(error.message).toContain(words);
  expect(error.fix).toContain('AWS_ENDPOINT_URL is http://127.0.0.1:');
});

test('a hint that makes no sense is left out', async () => {
  loopback.answer = (response) =>
    loopback.asked === 1
      ? response.writeHead(404, { 'x-amzn-errortype': 'ResourceNotFoundException' }).end('{}')
      : response.end('<html/>');
  const aws = new Aws('us-west-2', limits);
  await expect(existingCluster(aws, { name: 'shop', region: 'us-west-2' })).rejects.toThrow(
    'there is no cluster shop in us-west-2',
  );
  await aws.close();
});
