import type { ClusterConfig } from '../../config/schema.ts';
import { arnsIn } from '../iam/arns.ts';
import { clusterPolicies, nodePolicies } from '../iam/managed-policies.ts';
import { domainOf, partitionOf } from '../../tables/regions.ts';
import { type Template, templateTags } from './template.ts';

/** What the roles' template tells: their ARNs. */
export const rolesOutputs = { cluster: 'ClusterRoleArn', node: 'NodeRoleArn' } as const;

/** The control plane's role and the nodes', each with the managed policies that it needs and no others. */
export function rolesTemplate(config: ClusterConfig): Template {
  const { name, region } = config;
  const domain = domainOf(partitionOf(region));
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `The roles of ${name}'s control plane and nodes`,
    Resources: {
      ClusterRole: role(config, {
        service: 'eks.amazonaws.com',
        actions: ['sts:AssumeRole', 'sts:TagSession'],
        policies: clusterPolicies,
      }),
      NodeRole: role(config, {
        service: `ec2.${domain}`,
        actions: ['sts:AssumeRole'],
        policies: nodePolicies,
      }),
    },
    Outputs: {
      [rolesOutputs.cluster]: {
        Description: 'What roles.cluster becomes',
        Value: { 'Fn::GetAtt': ['ClusterRole', 'Arn'] },
      },
      [rolesOutputs.node]: {
        Description: 'What roles.node becomes',
        Value: { 'Fn::GetAtt': ['NodeRole', 'Arn'] },
      },
    },
  };
}

interface Taken {
  readonly service: string;
  readonly actions: readonly string[];
  readonly policies: readonly string[];
}

function role(config: ClusterConfig, { service, actions, policies }: Taken): object {
  const { boundary } = config.roles;
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: actions }],
      },
      ManagedPolicyArns: policies.map((policy) => arnsIn(config.region).awsPolicy(policy)),
      ...(boundary && { PermissionsBoundary: boundary }),
      Tags: templateTags(config),
    },
  };
}
