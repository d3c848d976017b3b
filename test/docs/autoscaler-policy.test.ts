import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import {
  AUTOSCALER,
  AUTOSCALER_NAMESPACE,
  discoveryTags,
} from '../../charts/cluster-autoscaler/names.ts';
import { autoscalerPolicy } from '../../eksctl/autoscaler-policy.ts';
import type { Context } from '../../eksctl/iam/context.ts';
import { evaluate, type Request } from '../../eksctl/iam/evaluate.ts';
import { readPolicy } from '../../eksctl/iam/policy.ts';
import { synthesize } from '../../synth/synthesize.ts';
import { configOf } from '../support/configs.ts';
import { projectFile } from '../support/processes.ts';

const CLUSTER = 'sock-shop';
const GROUP =
  'arn:aws:autoscaling:us-west-2:111122223333:autoScalingGroup:1:autoScalingGroupName/a';

// What eksctl's withAddonPolicies.autoScaler gives the node role: the actions of its source, on everything.
const onNodeRole = readPolicy({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Resource: '*',
      Action: [
        'autoscaling:DescribeAutoScalingGroups',
        'autoscaling:DescribeAutoScalingInstances',
        'autoscaling:DescribeLaunchConfigurations',
        'autoscaling:DescribeScalingActivities',
        'autoscaling:DescribeTags',
        'ec2:DescribeInstanceTypes',
        'ec2:DescribeLaunchTemplateVersions',
      ],
    },
    {
      Effect: 'Allow',
      Resource: '*',
      Action: [
        'autoscaling:SetDesiredCapacity',
        'autoscaling:TerminateInstanceInAutoScalingGroup',
        'ec2:DescribeImages',
        'ec2:GetInstanceTypesFromInstanceRequirements',
        'eks:DescribeNodegroup',
      ],
    },
  ],
});

const onOwnRole = readPolicy(autoscalerPolicy(CLUSTER));

// As eksctl writes it for a ServiceAccount: the cluster's issuer, and the one subject.
const ISSUER = 'oidc.eks.us-west-2.amazonaws.com/id/EXAMPLE';
const provider = `arn:aws:iam::111122223333:oidc-provider/${ISSUER}`;
const trust = readPolicy(
  {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Action: 'sts:AssumeRoleWithWebIdentity',
      Principal: { Federated: provider },
      Condition: {
        StringEquals: {
          [`${ISSUER}:sub`]: `system:serviceaccount:${AUTOSCALER_NAMESPACE}:${AUTOSCALER}`,
          [`${ISSUER}:aud`]: 'sts.amazonaws.com',
        },
      },
    },
  },
  'trust',
);

const programs = {
  'the autoscaler': `${AUTOSCALER_NAMESPACE}:${AUTOSCALER}`,
  'a build in Jenkins': 'dev-bc-svc:default',
  'any other pod': 'sock-shop:default',
};

const tagged = (tags: Readonly<Record<string, string>>): Context =>
  Object.fromEntries(Object.entries(tags).map(([tag, value]) => [`aws:ResourceTag/${tag}`, value]));

const deeds: Readonly<Record<string, Request>> = {
  "Set the size of this cluster's group": {
    action: 'autoscaling:SetDesiredCapacity',
    resource: GROUP,
    context: tagged(discoveryTags(CLUSTER)),
  },
  "End an instance of another cluster's group": {
    action: 'autoscaling:TerminateInstanceInAutoScalingGroup',
    resource: GROUP,
    context: tagged(discoveryTags('prod')),
  },
  'Set a group to 0 that belongs to no cluster': {
    action: 'autoscaling:SetDesiredCapacity',
    resource: GROUP,
  },
  'List every group of the account': { action: 'autoscaling:DescribeAutoScalingGroups' },
  'Start an instance past all groups': {
    action: 'ec2:RunInstances',
    resource: 'arn:aws:ec2:us-west-2:111122223333:instance/*',
  },
};

test('the page says who could do what as IAM would judge it', () => {
  const rows = Object.entries(deeds).flatMap(([deed, request]) =>
    Object.entries(programs).map(([program, account]) => {
      // Every pod reaches the node's credentials; those of the own role only a pod that its trust policy lets in.
      const byNode = allows(onNodeRole, request);
      const byOwn = mayBecome(account) && allows(onOwnRole, request);
      return `| ${deed} | ${program} | ${word(byNode)} | ${word(byOwn)} |`;
    }),
  );
  const page = readFileSync(projectFile('docs/autoscaler-policy.md'), 'utf8');
  const [, table = ''] = /<!-- computed -->\n\n([\s\S]*?)\n\n<!-- end -->/.exec(page) ?? [];
  expect(table.split('\n').slice(2)).toEqual(rows);
});

test('the page says who reaches the node role as it is', () => {
  const { clusterConfig, files } = synthesize(configOf());
  expect(clusterConfig?.object.managedNodeGroups).toMatchObject([{ disablePodIMDS: true }]);
  const levels = files
    .flatMap(({ objects }) => objects)
    .filter(({ kind }) => kind === 'Namespace')
    .map(({ metadata }) => metadata.labels?.['pod-security.kubernetes.io/enforce']);
  expect(levels.filter((level) => level !== 'baseline' && level !== 'restricted')).toEqual([]);
  const page = readFileSync(projectFile('docs/autoscaler-policy.md'), 'utf8').replaceAll(
    /\s+/g,
    ' ',
  );
  expect(page).toContain('The node group sets `disablePodIMDS`');
  expect(page).toContain('Pod Security refuses such a pod in every namespace that is made here');
});

function allows(policy: ReturnType<typeof readPolicy>, request: Request): boolean {
  return evaluate([policy], request).decision === 'allowed';
}

function mayBecome(account: string): boolean {
  return allows(trust, {
    action: 'sts:AssumeRoleWithWebIdentity',
    principal: { type: 'Federated', id: provider },
    context: {
      [`${ISSUER}:sub`]: `system:serviceaccount:${account}`,
      [`${ISSUER}:aud`]: 'sts.amazonaws.com',
    },
  });
}

function word(yes: boolean): string {
  return yes ? 'yes' : 'no';
}
