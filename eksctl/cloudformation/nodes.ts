import type { ClusterConfig } from '../../config/schema.ts';
import { templateStack } from '../stack-names.ts';
import { findInstanceType } from '../../tables/instance-types.ts';
import { nodeUserData } from './node-user-data.ts';
import { type Template, templateTags } from './template.ts';

/** The root disk of Amazon Linux 2023. */
const ROOT_DEVICE = '/dev/xvda';

/** What the nodes' template tells about itself: what eksctl needs to use it. */
export const nodesOutputs = { id: 'LaunchTemplateId', version: 'LaunchTemplateVersion' } as const;

/**
 * The nodes' launch template. It names no security group: one that it named would take the place of the cluster's
 * own, by which nodes and control plane reach each other, and there is no VPC yet to make it in.
 */
export function nodesTemplate(config: ClusterConfig): Template {
  const { name, kubernetes, nodes } = config;
  const isFixed = nodes.launchTemplate.ami === 'ssm';
  const tags = templateTags(config);
  return {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: `The launch template of ${name}'s nodes`,
    ...(isFixed && { Parameters: parameters(config) }),
    Resources: {
      NodeLaunchTemplate: {
        Type: 'AWS::EC2::LaunchTemplate',
        Properties: {
          LaunchTemplateName: templateStack(name),
          // The minor is the template's only where it says the image: another one is then another version of it.
          VersionDescription: `${nodes.instanceType}, ${nodes.volumeSize} GiB${isFixed ? `, Kubernetes ${kubernetes}` : ''}`,
          LaunchTemplateData: {
            InstanceType: nodes.instanceType,
            ...(isFixed && { ImageId: { Ref: 'ImageId' }, UserData: nodeUserData(config) }),
            BlockDeviceMappings: [
              {
                DeviceName: ROOT_DEVICE,
                Ebs: {
                  VolumeType: 'gp3',
                  VolumeSize: nodes.volumeSize,
                  Encrypted: true,
                  DeleteOnTermination: true,
                },
              },
            ],
            // One hop: no answer gets from the node's network into a pod's, nor the node role's credentials.
            MetadataOptions: {
              HttpEndpoint: 'enabled',
              HttpTokens: 'required',
              HttpPutResponseHopLimit: 1,
            },
            TagSpecifications: ['instance', 'volume', 'network-interface'].map((ResourceType) => ({
              ResourceType,
              Tags: [...tags, { Key: 'Name', Value: `${name}-node` }],
            })),
          },
          TagSpecifications: [{ ResourceType: 'launch-template', Tags: tags }],
        },
      },
    },
    Outputs: {
      [nodesOutputs.id]: {
        Description: 'What nodes.launchTemplate.id becomes',
        Value: { Ref: 'NodeLaunchTemplate' },
      },
      [nodesOutputs.version]: {
        Description: 'What nodes.launchTemplate.version becomes',
        Value: { 'Fn::GetAtt': ['NodeLaunchTemplate', 'LatestVersionNumber'] },
      },
    },
  };
}

/** The SSM parameter in which AWS tells the newest image of a cluster's minor. */
export function imageParameter({ kubernetes, nodes }: ClusterConfig): string {
  const architecture = findInstanceType(nodes.instanceType)?.architecture ?? 'x86_64';
  return `/aws/service/eks/optimized-ami/${kubernetes}/amazon-linux-2023/${architecture}/standard/recommended/image_id`;
}

function parameters(config: ClusterConfig): Template['Parameters'] {
  return {
    ImageId: {
      Type: 'AWS::SSM::Parameter::Value<AWS::EC2::Image::Id>',
      Default: imageParameter(config),
      Description: 'Where AWS tells the newest image for the cluster',
    },
    ClusterEndpoint: { Type: 'String', Description: "The cluster's API server" },
    ClusterCertificate: { Type: 'String', Description: "The API server's certificate authority" },
    ServiceRange: { Type: 'String', Description: "The range of the cluster's Services" },
  };
}
