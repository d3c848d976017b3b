import { discoveryTags } from '../charts/cluster-autoscaler/names.ts';

/**
 * What the autoscaler's own role may do: read what it must know, and change the Auto Scaling groups that carry
 * this cluster's tags, no others. eksctl's ready-made policy has no such condition.
 */
export function autoscalerPolicy(cluster: string) {
  const ownGroups = Object.fromEntries(
    Object.entries(discoveryTags(cluster)).map(([tag, value]) => [`aws:ResourceTag/${tag}`, value]),
  );
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'Read',
        Effect: 'Allow',
        Action: [
          'autoscaling:DescribeAutoScalingGroups',
          'autoscaling:DescribeLaunchConfigurations',
          'autoscaling:DescribeScalingActivities',
          'ec2:DescribeImages',
          'ec2:DescribeInstanceTypes',
          'ec2:DescribeLaunchTemplateVersions',
          'ec2:GetInstanceTypesFromInstanceRequirements',
          'eks:DescribeNodegroup',
        ],
        Resource: '*',
      },
      {
        Sid: 'ScaleOwnGroups',
        Effect: 'Allow',
        Action: [
          'autoscaling:SetDesiredCapacity',
          'autoscaling:TerminateInstanceInAutoScalingGroup',
        ],
        Resource: '*',
        Condition: { StringEquals: ownGroups },
      },
    ],
  };
}
