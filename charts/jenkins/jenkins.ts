import { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { images } from '../../tables/images.ts';
import { imageFrom } from '../common/image.ts';
import { namespace } from '../common/namespace.ts';
import { resources } from '../common/resources.ts';
import { runtimeSeccomp, unprivileged } from '../common/security.ts';
import { replacedByFlux } from '../flux/names.ts';
import { jenkinsPolicies, type Traffic } from './network-policies.ts';
import { jenkinsLabels, jenkinsNamespaceLabels, JENKINS_PORT, jenkinsSize } from './names.ts';

export interface JenkinsProps {
  readonly namespace: string;
  /** What its namespace lets in and out; null where the namespace is somebody else's to make. */
  readonly traffic: Traffic | null;
  readonly registry: string | null;
  /** Whether Flux applies it: most of a Pod's spec can't be changed in place. */
  readonly byFlux: boolean;
}

// The image's user is the name `jenkins`, and runAsNonRoot alone refuses a name at start.
const jenkinsUid = 1000;

/** The bare Pod `jenkins` of the Service exercises, and its closed namespace where that isn't somebody else's to make. */
export class Jenkins extends Chart {
  constructor(scope: Construct, id: string, props: JenkinsProps) {
    super(scope, id);
    if (props.traffic) {
      namespace(this, props.namespace, jenkinsNamespaceLabels);
      // With the Pod, and not with one of the Services: any of these may come, go or stay away.
      jenkinsPolicies(this, props.namespace, props.traffic);
    }
    new k8s.KubePod(this, 'pod', {
      metadata: {
        name: 'jenkins',
        namespace: props.namespace,
        labels: jenkinsLabels,
        ...(props.byFlux && { annotations: replacedByFlux }),
      },
      spec: {
        automountServiceAccountToken: false,
        securityContext: {
          ...runtimeSeccomp,
          runAsNonRoot: true,
          runAsUser: jenkinsUid,
          runAsGroup: jenkinsUid,
          fsGroup: jenkinsUid,
        },
        containers: [
          {
            name: 'jenkins',
            image: imageFrom(props.registry, images.jenkins),
            ports: [{ name: 'http', containerPort: JENKINS_PORT }],
            resources: resources(jenkinsSize),
            securityContext: unprivileged,
            // The first start unpacks Jenkins and takes a minute or more; up to five are allowed.
            startupProbe: {
              httpGet: { path: '/login', port: k8s.IntOrString.fromString('http') },
              periodSeconds: 10,
              failureThreshold: 30,
            },
            readinessProbe: {
              httpGet: { path: '/login', port: k8s.IntOrString.fromString('http') },
              periodSeconds: 10,
              timeoutSeconds: 5,
            },
            volumeMounts: [{ name: 'home', mountPath: '/var/jenkins_home' }],
          },
        ],
        // Lives and dies with the Pod: the exercises need no more.
        volumes: [{ name: 'home', emptyDir: {} }],
      },
    });
  }
}
