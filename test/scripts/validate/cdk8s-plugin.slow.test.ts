import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { temporaryFolder } from '../../support/temporary.ts';

interface Plugin {
  validate(context: object): Promise<void>;
}
const { Checks } = createRequire(import.meta.filename)('eks-sock-shop') as {
  Checks: new (properties?: object | null) => Plugin;
};

const pod = (image: string) => `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: default }
spec:
  containers:
    - name: web
      image: ${image}
      resources: { requests: { cpu: 50m, memory: 32Mi }, limits: { memory: 32Mi } }
`;

/** What cdk8s-cli would be told of a manifest with this text. */
async function reported(text: string | undefined, properties?: object | null) {
  const manifest = join(temporaryFolder(), 'web.k8s.yaml');
  if (text !== undefined) writeFileSync(manifest, text);
  const violations: object[] = [];
  const submitted: unknown[] = [];
  const report = {
    addViolation: (one: object) => violations.push(one),
    submit: (...all: unknown[]) => submitted.push(...all),
  };
  const manifests = text === undefined ? [] : [manifest];
  await new Checks(properties).validate({ manifests, report });
  return { manifest, violations, status: submitted[0], metadata: submitted[1] };
}

test('what is fine is a success, with the minor version that it was checked for', async () => {
  expect(await reported(pod('nginx:1.29.1'), { kubernetes: 1.33 })).toMatchObject({
    violations: [],
    status: 'success',
    metadata: { Kubernetes: '1.33' },
  });
});

test('a finding has its check, severity, place, construct and remedy', async () => {
  const { manifest, violations, status } = await reported(pod('nginx'));
  expect(status).toBe('failure');
  expect(violations).toEqual([
    {
      ruleName: 'image-tags',
      recommendation: expect.stringMatching(/^risky: /),
      fix: expect.stringContaining('version'),
      violatingResources: [
        {
          manifestPath: manifest,
          resourceName: 'web',
          locations: [expect.stringMatching(/^7:14 spec\.containers\[0\]\.image: nginx /)],
        },
      ],
    },
  ]);
});

test('failOn lets what is less bad be, and still reports it', async () => {
  const { violations, status } = await reported(pod('nginx'), { failOn: 'broken' });
  expect([violations.length, status]).toEqual([1, 'success']);
  const text = `${pod('nginx:1.29.1')}  restartPolicy: Sometimes\n`;
  expect(await reported(text, { failOn: 'refused' })).toMatchObject({ status: 'failure' });
});

test('an annotation in the chart leaves a finding out', async () => {
  const text = pod('nginx').replace(
    'namespace: default',
    "namespace: default, annotations: { except.eks-sock-shop/image-tags: 'we want that' }",
  );
  expect(await reported(text)).toMatchObject({ violations: [], status: 'success' });
});

test('what can not be read is a failure, and nothing to read is none', async () => {
  expect(await reported('a: [')).toMatchObject({
    violations: [{ ruleName: 'unreadable' }],
    status: 'failure',
  });
  expect(await reported(undefined)).toMatchObject({ violations: [], status: 'success' });
});

test('properties without any are none', async () => {
  expect(await reported(pod('nginx'), null)).toMatchObject({ status: 'failure' });
});

test('properties that it does not know are refused, each with what is allowed', async () => {
  expect(() => new Checks({ failOn: 'bad', level: 1 })).toThrow(
    'properties of eks-sock-shop: level is not known; allowed: kubernetes, failOn; failOn: bad is no severity; allowed: refused, broken, risky',
  );
  await expect(reported(pod('nginx'), { kubernetes: '1.1' })).rejects.toThrow('--kubernetes 1.1');
});
