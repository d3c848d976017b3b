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

/**
 * The most that any role of a cluster may ever do, whatever policies are put on it: what control planes, nodes
 * and the addons' pods work with, in one region. It holds no action by which a role could make another, or become it.
 */
export function boundaryPolicy({ region, addons }: ClusterConfig): PolicyDocument {
  const observes = addons.some(({ name }) => name === 'amazon-cloudwatch-observability');
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
