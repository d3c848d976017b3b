import { describe, expect, test } from '@jest/globals';
import { synthesize } from '../../synth/synthesize.ts';
import { configOf } from '../support/configs.ts';
import { fileOf, find, objectsOf } from '../support/objects.ts';

const objects = objectsOf({ owner: 'ada' });

test('the Pod is the chapter’s, in the namespace NAME-bc-svc', () => {
  expect(find(objects, 'Namespace', 'ada-bc-svc')).toBeDefined();
  expect(find(objects, 'Pod', 'jenkins')).toMatchObject({
    metadata: { namespace: 'ada-bc-svc', labels: { app: 'jenkins' } },
    spec: {
      containers: [
        {
          name: 'jenkins',
          image: expect.stringMatching(/^jenkins\/jenkins:\d+\.\d+\.\d+-lts-/),
          ports: [{ containerPort: 8080 }],
        },
      ],
    },
  });
});

test('the Pod names its user by number, without which a kubelet refuses it', () => {
  expect(find(objects, 'Pod', 'jenkins').spec).toMatchObject({
    securityContext: { runAsNonRoot: true, runAsUser: 1000, fsGroup: 1000 },
  });
});

test('the autoscaler may not evict the Pod: nothing would bring it back', () => {
  expect(find(objects, 'Pod', 'jenkins').metadata.annotations ?? {}).not.toHaveProperty([
    'cluster-autoscaler.kubernetes.io/safe-to-evict',
  ]);
});

describe('the exercises’ Services', () => {
  const variants = {
    'exercises/3-service-clusterip.k8s.yaml': { type: 'ClusterIP' },
    'exercises/4-service-nodeport.k8s.yaml': { type: 'NodePort' },
    'exercises/5-service-loadbalancer.k8s.yaml': { type: 'LoadBalancer' },
  };

  test.each(Object.entries(variants))('%s is one Service named jenkins', (path, { type }) => {
    const { objects: services } = fileOf(path);
    expect(services).toMatchObject([
      {
        kind: 'Service',
        metadata: { name: 'jenkins', namespace: 'dev-bc-svc', labels: { app: 'jenkins' } },
        spec: {
          type,
          selector: { app: 'jenkins' },
          ports: [{ port: 8080, targetPort: 8080, protocol: 'TCP' }],
        },
      },
    ]);
  });

  test('only NodePort has the node port', () => {
    const nodePorts = Object.keys(variants).flatMap((path) => {
      const [{ spec }] = fileOf(path).objects as unknown as [
        { spec: { ports: { nodePort?: number }[] } },
      ];
      return spec.ports.map(({ nodePort }) => nodePort);
    });
    expect(nodePorts).toEqual([undefined, 32000, undefined]);
  });

  test.each(['ClusterIP', 'NodePort', 'LoadBalancer'])(
    'jenkins/ holds the chosen one: %s',
    (service) => {
      const { objects: chosen } = fileOf('jenkins/2-jenkins-service.k8s.yaml', {
        jenkins: { service },
      });
      expect(chosen).toMatchObject([{ kind: 'Service', spec: { type: service } }]);
    },
  );

  test('jenkins/ holds the Pod alone when none is chosen', () => {
    const { files } = synthesize(configOf({ jenkins: { service: 'none' } }));
    const paths = files.map(({ path }) => path).filter((path) => path.startsWith('jenkins/'));
    expect(paths).toEqual(['jenkins/1-jenkins.k8s.yaml']);
  });
});
