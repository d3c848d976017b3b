import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { withAws } from '../../../aws/clients.ts';
import { compareVersions } from '../../../aws/eks/compare-versions.ts';
import { type SoldVersion, soldVersions } from '../../../aws/eks/sold-versions.ts';
import { eksSupport, kubernetesVersions, minorOf } from '../../../tables/kubernetes.ts';

interface Answer {
  readonly status?: number;
  /** What AWS calls the error in a header. */
  readonly error?: string;
  readonly body: unknown;
}

let server: Server | undefined;
let asked: string[] = [];
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  asked = [];
});

function askAt(endpoint: string): Promise<SoldVersion[]> {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'example',
    AWS_SECRET_ACCESS_KEY: 'example',
  });
  return withAws('us-west-2', soldVersions);
}

// The SDK itself, with its signing and retries, against what EKS would answer.
async function ask(...answers: Answer[]): Promise<SoldVersion[]> {
  const started = createServer((request, response) => {
    asked.push(request.url ?? '');
    const {
      status = 200,
      error,
      body,
    } = answers[Math.min(asked.length, answers.length) - 1] ?? { body: {} };
    response.writeHead(status, {
      'content-type': 'application/json',
      ...(error && { 'x-amzn-errortype': error }),
    });
    response.end(JSON.stringify(body));
  });
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return askAt(`http://127.0.0.1:${(started.address() as AddressInfo).port}`);
}

const standard = {
  clusterVersion: '1.35',
  clusterType: 'eks',
  defaultVersion: true,
  status: 'standard-support',
  versionStatus: 'STANDARD_SUPPORT',
  kubernetesPatchVersion: '1.35.2',
  endOfStandardSupportDate: Date.parse('2027-03-27T00:00:00Z') / 1000,
  endOfExtendedSupportDate: Date.parse('2028-03-27T00:00:00Z') / 1000,
};
const extended = { clusterVersion: '1.31', versionStatus: 'EXTENDED_SUPPORT' };

describe('EKS is asked', () => {
  test('page by page', async () => {
    const sold = await ask(
      { body: { clusterVersions: [standard], nextToken: 'more' } },
      { body: { clusterVersions: [extended] } },
    );
    expect(sold).toEqual([
      {
        version: '1.35',
        support: 'standard',
        standardUntil: '2027-03-27',
        extendedUntil: '2028-03-27',
      },
      { version: '1.31', support: 'extended', standardUntil: undefined, extendedUntil: undefined },
    ]);
    expect(asked).toEqual(['/cluster-versions', '/cluster-versions?nextToken=more']);
  });

  test('again when it has too many requests', async () => {
    const busy = { status: 429, error: 'ThrottlingException', body: { message: 'Rate exceeded' } };
    expect(await ask(busy, { body: { clusterVersions: [standard] } })).toHaveLength(1);
    expect(asked).toHaveLength(2);
  });

  test.each([
    [403, 'ExpiredTokenException', 'the AWS credentials have expired'],
    [
      403,
      'UnrecognizedClientException',
      'AWS does not accept these credentials: it does not know the access key (why)',
    ],
    [
      403,
      'AccessDeniedException',
      'these credentials may not do eks:DescribeClusterVersions in us-west-2: why',
    ],
  ])('and %d %s is told in words', async (status, error, message) => {
    await expect(ask({ status, error, body: { message: 'why' } })).rejects.toMatchObject({
      name: 'UsageError',
      message,
    });
    expect(asked).toHaveLength(1);
  });

  test('in vain where nobody answers', async () => {
    await expect(askAt('http://127.0.0.1:1')).rejects.toThrow(
      /^eks in us-west-2 cannot be reached: .*ECONNREFUSED/,
    );
  });
});

describe('the table', () => {
  const asTable = kubernetesVersions.map((version): SoldVersion => ({
    version,
    support: eksSupport(version),
    ...minorOf(version),
  }));

  test('says the same as EKS when it does', () => {
    expect(compareVersions(asTable)).toEqual([]);
  });

  test('is outdated when EKS sells a new minor, drops one, or changes its dates', () => {
    const [first, second, ...others] = asTable;
    const differences = compareVersions([
      { ...(second as SoldVersion), support: 'ended', extendedUntil: '2000-01-01' },
      ...others,
      { version: '1.99', support: 'standard' },
    ]);
    expect(differences).toEqual([
      expect.stringMatching(`^${second?.version}  support: EKS says ended, the table `),
      expect.stringMatching(
        `^${second?.version}  extended support ends: EKS says 2000-01-01, the table `,
      ),
      '1.99  EKS sells it (standard); the table does not have it',
      expect.stringMatching(`^${first?.version}  EKS no longer sells it; the table has it as `),
    ]);
  });
});
