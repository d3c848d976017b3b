import { describe, expect, test } from '@jest/globals';
import { isAutoscalerImage } from '../../checks/autoscaler/is-autoscaler-image.ts';
import { judgePolicy } from '../../checks/autoscaler/judged-policy.ts';
import { autoscalersOf } from '../../checks/autoscaler/autoscalers.ts';
import { autoscalerOf } from '../../checks/capacity/autoscaler.ts';
import type { Subject } from '../../checks/check.ts';
import { autoscalerPolicy } from '../../eksctl/autoscaler-policy.ts';
import { synthesize } from '../../synth/synthesize.ts';
import { configOf } from '../support/configs.ts';
import { type Case, eachCase } from '../support/each-case.ts';
import { reporting } from '../support/subjects.ts';

type Edit = (text: string) => string;

const original = synthesize(
  configOf({ sockShop: { enabled: false }, jenkins: { enabled: false } }),
);
const none: Edit = (text) => text;

describe('cluster-autoscaler', () => {
  eachCase('autoscaler-role', {
    'another ServiceAccount': editing({
      config: (text) => text.replace('"name":"cluster-autoscaler"', '"name":"cluster-autoscalar"'),
      files: addAccount,
    }),
    'another namespace': editing({
      config: (text) => text.replace('"namespace":"kube-system"', '"namespace":"default"'),
      files: addAccount,
    }),
  });

  eachCase('autoscaler-policy', {
    'no condition': editing({ config: (text) => text.replace(/"Condition":/, '"Xondition":') }),
    "another cluster's tag": editing({
      config: (text) =>
        text.replace('aws:ResourceTag/k8s.io/cluster-autoscaler/sock-shop', 'aws:ResourceTag/x'),
    }),
    'another value': editing({
      config: (text) => text.replace(/(aws:ResourceTag\/[^"]*enabled":)"true"/, '$1"yes"'),
    }),
    'a right that is missing': editing({
      config: (text) => text.replace('autoscaling:SetDesiredCapacity', 'autoscaling:DescribeTags'),
    }),
    'a condition that nobody knows': editing({
      config: (text) => text.replace('"StringEquals":', '"StringMatches":'),
    }),
    'a key that is misspelt': editing({
      config: (text) =>
        text.replace('aws:ResourceTag/k8s.io/cluster-autoscaler/en', 'aws:ResTag/en'),
    }),
    'a denial that takes it back': editing({
      config: (text) =>
        text.replace(
          '"Statement":[',
          '"Statement":[{"Effect":"Deny","Action":"autoscaling:Set*","Resource":"*"},',
        ),
    }),
    'all but a few actions': editing({
      config: (text) =>
        text.replace(
          '"Statement":[',
          '"Statement":[{"Effect":"Allow","NotAction":"iam:*","Resource":"*"},',
        ),
    }),
    'a write that is open': editing({
      config: (text) =>
        text.replace('eks:DescribeNodegroup"', 'eks:DescribeNodegroup","autoscaling:*"'),
    }),
    'on the node role': editing({
      config: (text) =>
        text.replace(
          '"managedNodeGroups":[{',
          '"managedNodeGroups":[{"iam":{"withAddonPolicies":{"autoScaler":true}},',
        ),
    }),
  });

  eachCase('autoscaler-discovery', {
    'tags that stay on the node group': editing({
      config: (text) => text.replace('"propagateASGTags":true', '"propagateASGTags":false'),
    }),
    'a tag that is missing': editing({
      config: (text) => text.replace('"k8s.io/cluster-autoscaler/enabled":"true"', '"x":"true"'),
    }),
    'the name of another cluster': editing({
      files: (text) => text.replace(/(--node-group-auto-discovery=[^"]*)sock-shop/, '$1sock-shops'),
    }),
  });

  eachCase('autoscaler-region', {
    'another region': editing({ files: (text) => text.replace('"us-west-2"', '"us-west-1"') }),
  });

  eachCase('autoscaler-version', {
    'another minor': editing({ files: (text) => text.replace(/(autoscaler:v1\.)\d+/, '$199') }),
    'a newer cluster': editing({
      config: (text) => text.replace(/"version":"1\.\d+"/, '"version":"1.99"'),
    }),
  });

  eachCase('autoscaler-permissions', {
    'dynamic resource allocation': editing({
      files: (text) => text.replace('"resourceclaims"', '"resourceclaim"'),
    }),
    'volume attachments': editing({ files: (text) => text.replace(',"volumeattachments"', '') }),
    'its own status': editing({
      files: (text) => text.replace('"cluster-autoscaler-status",', ''),
    }),
    'a binding to another account': editing({
      files: (text) =>
        text.replace(
          /(ClusterRoleBinding".*?"subjects":\[\{[^}]*"name":")cluster-autoscaler/,
          '$1default',
        ),
    }),
  });
});

// Each is as right as ours: the same groups, written in another way.
test.each<[string, Edit]>([
  [
    "Auto Scaling's own name of the tags",
    (text) => text.replaceAll('aws:ResourceTag/', 'autoscaling:ResourceTag/'),
  ],
  ['StringLike', (text) => text.replace('"StringEquals":', '"StringLike":')],
  [
    'a denial of all other groups',
    (text) =>
      text.replace(
        '"Statement":[',
        '"Statement":[{"Effect":"Deny","Action":"autoscaling:Delete*","Resource":"*"},',
      ),
  ],
])('autoscaler-policy takes %s', (_, config) => {
  expect(reporting(edited(config, none))).toEqual([]);
});

test('our policy allows no action that the autoscaler can do without', () => {
  const policy = autoscalerPolicy('shop');
  const cluster = { name: 'shop', region: 'us-west-2' };
  const without = (wanted: string) => ({
    ...policy,
    Statement: policy.Statement.map((statement) => ({
      ...statement,
      Action: statement.Action.filter((action) => action !== wanted),
    })),
  });
  expect(judgePolicy(policy, cluster)).toEqual({ missing: [] });
  for (const action of policy.Statement.flatMap((statement) => statement.Action)) {
    expect(judgePolicy(without(action), cluster)).toEqual({ missing: [action] });
  }
});

test.each([
  ['mirror.example.com/cluster-autoscaler', true],
  ['registry.example.com:5000/cluster-autoscaler-arm64', true],
  ['cluster-autoscaler-s390x', true],
  ['registry.k8s.io/cluster-autoscaler-operator', false],
  ['registry.k8s.io/cluster-proportional-autoscaler', false],
])('%s is an autoscaler for the checks and for the capacity alike: %p', (name, expected) => {
  const subject = edited(none, (text) =>
    text.replace('registry.k8s.io/autoscaling/cluster-autoscaler', name),
  );
  expect(isAutoscalerImage(`${name}:v1.35.2`)).toBe(expected);
  expect(autoscalersOf(subject)).toHaveLength(expected ? 1 : 0);
  expect(autoscalerOf(subject) !== undefined).toBe(expected);
});

// Our own output with one thing changed in its text; the near miss is the output as it is.
function editing({ config = none, files = none }: { config?: Edit; files?: Edit }): Case {
  return { bad: edited(config, files), good: edited(none, none) };
}

function edited(config: Edit, files: Edit): Subject {
  const clusterConfig = JSON.stringify(original.clusterConfig);
  const objects = JSON.stringify(original.files);
  const bad = { config: config(clusterConfig), files: files(objects) };
  const isMeant = config === none && files === none;
  if (!isMeant && bad.config === clusterConfig && bad.files === objects) {
    throw new Error('the text to change is not there');
  }
  return {
    files: JSON.parse(bad.files),
    clusterConfig: JSON.parse(bad.config),
    prerequisites: [],
    minor: '1.35',
  };
}

// With a ServiceAccount in the manifest, only its role is missing.
function addAccount(text: string): string {
  const metadata = { name: 'cluster-autoscaler', namespace: 'kube-system' };
  const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata };
  return text.replace('"objects":[', `"objects":[${JSON.stringify(account)},`);
}
