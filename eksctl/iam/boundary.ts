import type { ClusterConfig } from '../../config/schema.ts';
import { arnsIn } from './arns.ts';
import { SID } from '../../output/render.ts';
import type { PolicyDocument } from './policy-document.ts';

// What the policies of CloudWatch's addon have of X-Ray.
const traces = [
  'xray:GetSamplingRules',
  'xray:GetSamplingStatisticSummaries',
  'xray:GetSamplingTargets',
  'xray:PutTelemetryRecords',
  'xray:PutTraceSegments',
];

// What the AWS Load Balancer Controller's own policy has besides EC2's and load balancers' actions (its v3.5.0, and
// eksctl's awsLoadBalancerController): certificates, sign-in and firewalls in the region …
const guards = [
  'acm:DescribeCertificate',
  'acm:ListCertificates',
  'cognito-idp:DescribeUserPoolClient',
  'waf-regional:AssociateWebACL',
  'waf-regional:DisassociateWebACL',
  'waf-regional:GetWebACL',
  'waf-regional:GetWebACLForResource',
  'wafv2:AssociateWebACL',
  'wafv2:DisassociateWebACL',
  'wafv2:GetWebACL',
  'wafv2:GetWebACLForResource',
];

// … and of services that are in no region.
const globalGuards = [
  'iam:GetServerCertificate',
  'iam:ListServerCertificates',
  'shield:CreateProtection',
  'shield:DeleteProtection',
  'shield:DescribeProtection',
  'shield:GetSubscriptionState',
];

/**
 * The most that any role of a cluster may ever do, whatever policies are put on it: what control planes, nodes
 * and the addons' pods work with, in one region. It holds no action by which a role could make another, or become it.
 */
export function boundaryPolicy({ region, addons, ingress }: ClusterConfig): PolicyDocument {
  const observes = addons.some(({ name }) => name === 'amazon-cloudwatch-observability');
  const balances = ingress.controller === 'alb';
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: `${SID}InTheRegion`,
        Effect: 'Allow',
        Action: [
          'autoscaling:*',
          ...(observes ? ['cloudwatch:PutMetricData'] : []),
          'ec2:*',
          'ec2messages:*',
          'ecr:*',
          'eks-auth:AssumeRoleForPodIdentity',
          'eks:Describe*',
          'eks:List*',
          'elasticfilesystem:*',
          'elasticloadbalancing:*',
          'kms:DescribeKey',
          'logs:*',
          'ssm:*',
          'ssmmessages:*',
          ...(observes ? traces : []),
          ...(balances ? guards : []),
        ],
        Resource: '*',
        Condition: { StringEquals: { 'aws:RequestedRegion': region } },
      },
      {
        Sid: `${SID}LoadBalancers`,
        Effect: 'Allow',
        Action: ['iam:CreateServiceLinkedRole'],
        Resource: arnsIn(region).iam('role/aws-service-role/*'),
        Condition: { StringEquals: { 'iam:AWSServiceName': 'elasticloadbalancing.amazonaws.com' } },
      },
      ...(balances
        ? [
            {
              Sid: `${SID}LoadBalancersGuards`,
              Effect: 'Allow' as const,
              Action: globalGuards,
              Resource: '*',
            },
          ]
        : []),
      {
        Sid: `${SID}Dns`,
        Effect: 'Allow',
        Action: [
          'route53:ChangeResourceRecordSets',
          'route53:GetChange',
          'route53:ListHostedZones',
          'route53:ListHostedZonesByName',
          'route53:ListResourceRecordSets',
          'route53:ListTagsForResource',
          'route53:ListTagsForResources',
        ],
        Resource: '*',
      },
    ],
  };
}
