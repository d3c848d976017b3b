import { describe } from '@jest/globals';
import type { Subject } from '../../checks/check.ts';
import { eachCase } from '../support/each-case.ts';
import {
  container,
  deployment,
  fileOf,
  ingressClass,
  object,
  service,
  subjectOf,
} from '../support/subjects.ts';
import { newestKubernetes, oldestKubernetes } from '../../tables/kubernetes.ts';

describe('cluster', () => {
  const nodePort = (number: number, name = 'web', type = 'NodePort') =>
    service(
      { type, selector: { app: 'web' }, ports: [{ port: 80, targetPort: 8080, nodePort: number }] },
      name,
    );
  eachCase('node-ports', {
    'out of range': {
      bad: [deployment(), nodePort(32768)],
      good: [deployment(), nodePort(32767)],
    },
    'taken twice': {
      bad: [deployment(), nodePort(30001), nodePort(30001, 'b')],
      good: [deployment(), nodePort(30001), nodePort(30002, 'b')],
    },
    'on a Service that has none': {
      bad: [deployment(), nodePort(30001, 'web', 'ClusterIP')],
      good: [deployment(), nodePort(30001, 'web', 'LoadBalancer')],
    },
    'an alternative of the same Service': {
      bad: alternatives(nodePort(30001), nodePort(30001, 'b')),
      good: alternatives(nodePort(30001), nodePort(30001)),
    },
  });

  const nginx = (image: string) => [
    ingressClass('nginx', 'nginx.org/ingress-controller'),
    deployment({ containers: [container({ image })] }),
  ];
  eachCase('ingress-version', {
    'not tested with the minor': {
      bad: subjectOf(nginx('nginx/nginx-ingress:5.3.4'), { minor: newestKubernetes }),
      good: subjectOf(nginx('nginx/nginx-ingress:5.3.4'), { minor: oldestKubernetes }),
    },
    'a release that is not known': {
      bad: subjectOf(nginx('nginx/nginx-ingress:5.5.4'), { minor: newestKubernetes }),
      good: subjectOf(nginx('nginx/nginx-ingress:6.0.0'), { minor: newestKubernetes }),
    },
  });

  const storage = object('storage.k8s.io/v1', 'StorageClass', 'gp3', {
    provisioner: 'ebs.csi.aws.com',
  });
  eachCase('storage-driver', {
    'no driver for a class': {
      bad: subjectOf([storage], eksctl({})),
      good: subjectOf([storage], eksctl({ addons: [{ name: 'aws-ebs-csi-driver' }] })),
    },
    'a driver of its own': {
      bad: subjectOf([{ ...storage, provisioner: 'efs.csi.aws.com' }], eksctl({})),
      good: subjectOf([{ ...storage, provisioner: 'example.com' }], eksctl({})),
    },
    'a name that is mistyped': {
      bad: subjectOf([{ ...storage, provisioner: 'ebs.csi.aws.con' }], eksctl({})),
      good: subjectOf([{ ...storage, provisioner: 'nfs.csi.k8s.io' }], eksctl({})),
    },
  });

  const identity = { podIdentityAssociations: [{ namespace: 'a', serviceAccountName: 'b' }] };
  eachCase('pod-identity', {
    'without the agent': {
      bad: subjectOf([], eksctl({ iam: identity })),
      good: subjectOf([], eksctl({ iam: identity, addons: [{ name: 'eks-pod-identity-agent' }] })),
    },
    "an addon's own": {
      bad: subjectOf([], eksctl({ addons: [{ name: 'vpc-cni', ...identity }] })),
      good: subjectOf([], eksctl({ addons: [{ name: 'vpc-cni' }] })),
    },
  });
});

function alternatives(first: object, second: object): Subject {
  return {
    ...subjectOf([]),
    files: [
      fileOf('jenkins/a.yaml', [deployment(), first]),
      fileOf('exercises/b.yaml', [second], { alternative: true }),
    ],
  };
}

function eksctl(more: object): Pick<Subject, 'clusterConfig'> {
  return {
    clusterConfig: {
      path: 'eksctl/cluster.yaml',
      object: {
        apiVersion: 'eksctl.io/v1alpha5',
        kind: 'ClusterConfig',
        metadata: { name: 'c', region: 'us-west-2' },
        ...more,
      },
    },
  };
}
