import { ApiObject, type ApiObjectProps, Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { images } from '../../tables/images.ts';
import { imageFrom } from '../common/image.ts';
import { recommendedLabels } from '../common/labels.ts';
import { namespace } from '../common/namespace.ts';
import { networkPolicies } from '../common/network-policy.ts';
import { resources } from '../common/resources.ts';
import { runtimeSeccomp, unprivileged } from '../common/security.ts';
import { CONCEPTS, labelsOf, metadataOf } from './names.ts';

export interface ConceptProps {
  readonly registry: string | null;
}

/** What one container of a concept has of its own. */
export interface Part {
  readonly name: string;
  readonly command: readonly string[];
  readonly cpu?: string;
  readonly cpuLimit?: string;
  readonly env?: k8s.EnvVar[];
  readonly volumeMounts?: k8s.VolumeMount[];
  /** Whether it is a Redis that others may call, rather than a shell alone. */
  readonly listens?: boolean;
}

export const REDIS_PORT = 6379;

// The image's own user and group of Redis; its entrypoint, which begins as root, isn't used.
const redisUser = 999;
const redisGroup = 1000;

const restricted = {
  automountServiceAccountToken: false,
  terminationGracePeriodSeconds: 5,
  nodeSelector: { 'kubernetes.io/os': 'linux' },
  securityContext: {
    ...runtimeSeccomp,
    runAsNonRoot: true,
    runAsUser: redisUser,
    runAsGroup: redisGroup,
    fsGroup: redisGroup,
  },
};

/** One concept in a file of its own: with its namespace and what closes it, so that each file can be applied alone. */
export abstract class Concept extends Chart {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: ConceptProps,
    /** What the concept needs of the network besides look-ups of names. */
    policies: Readonly<Record<string, k8s.NetworkPolicySpec>> = {},
  ) {
    super(scope, id);
    namespace(this, CONCEPTS, recommendedLabels({ partOf: CONCEPTS }), undefined, 'restricted');
    networkPolicies(this, metadataOf, policies);
  }

  /** A container of the shop's Redis image, which has a shell, DNS tools and a server in a few megabytes. */
  protected container(part: Part): k8s.Container {
    const { name, command, cpu = '10m', cpuLimit, listens } = part;
    return {
      name,
      image: imageFrom(this.props.registry, images.redis),
      command: [...command],
      env: part.env,
      ...(listens && {
        ports: [{ name: 'redis', containerPort: REDIS_PORT }],
        readinessProbe: {
          tcpSocket: { port: k8s.IntOrString.fromString('redis') },
          periodSeconds: 5,
        },
      }),
      resources: resources({ cpu, cpuLimit, memory: '16Mi', memoryLimit: '64Mi' }),
      securityContext: { ...unprivileged, readOnlyRootFilesystem: true },
      volumeMounts: part.volumeMounts,
    };
  }

  /** A Deployment whose pods meet the restricted level of Pod Security. */
  protected deployment(
    name: string,
    pod: k8s.PodSpec,
    more: Partial<k8s.DeploymentSpec> = {},
    annotations?: Record<string, string>,
  ): ApiObject {
    const manifest: unknown = k8s.KubeDeployment.manifest({
      metadata: { ...metadataOf(name), annotations },
      spec: {
        selector: { matchLabels: recommendedLabels({ name }) },
        ...more,
        template: {
          metadata: { labels: labelsOf(name) },
          spec: { ...restricted, ...pod },
        },
      },
    });
    // Not a KubeDeployment, which drops every field that is younger than its types.
    return new ApiObject(this, `deployment-${name}`, manifest as ApiObjectProps);
  }
}

/** A shell that waits to be used through kubectl exec, and ends when it is told to. */
export const waits: readonly string[] = [
  'sh',
  '-c',
  'trap exit TERM; while true; do sleep 60 & wait; done',
];
