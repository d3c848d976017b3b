import type { ClusterConfig } from '../schema.ts';
import { learnerFolder } from './files.ts';
import { exerciseNamespace, learnerGroup } from './names.ts';
import { learnerPortsOf } from './node-port.ts';

/** What there is of one learner on a shared cluster. */
export interface ExpectedLearner {
  readonly name: string;
  readonly principal: string;
  /** The Kubernetes group of their access entry. */
  readonly group: string;
  readonly namespace: string;
  readonly nodePort: number;
  /** The file that the instructor applies, below dist/<cluster>/. */
  readonly file: string;
  /** The folder of the learner's own files, below dist/<cluster>/. */
  readonly folder: string;
  /** The file of their Pod, and of each variant of its Service, below dist/<cluster>/. */
  readonly files: Readonly<Record<'pod' | ExpectedService['type'], string>>;
  /** What the namespace holds before the learner begins. */
  readonly holds: readonly ExpectedObject[];
  /** What there is for them outside of all namespaces. */
  readonly outside: readonly ExpectedObject[];
  /** The Service named jenkins as each exercise leaves it. */
  readonly services: Readonly<Record<3 | 4 | 5, ExpectedService>>;
}

export interface ExpectedObject {
  readonly kind: string;
  readonly name: string;
}

export interface ExpectedService {
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer';
  /** Absent where it has none. */
  readonly nodePort?: number;
}

const holds: readonly ExpectedObject[] = [
  { kind: 'ResourceQuota', name: 'exercises' },
  { kind: 'ResourceQuota', name: 'no-system-priority' },
  { kind: 'LimitRange', name: 'exercises' },
  { kind: 'NetworkPolicy', name: 'default-deny' },
  { kind: 'NetworkPolicy', name: 'dns' },
  { kind: 'NetworkPolicy', name: 'jenkins' },
  { kind: 'Role', name: 'learner' },
  { kind: 'RoleBinding', name: 'learner' },
];

/** What a shared cluster holds for each of its learners, in the order of the cluster file. */
export function expectedLearners(
  config: Pick<ClusterConfig, 'learners' | 'jenkins' | 'sockShop'>,
): readonly ExpectedLearner[] {
  const ports = learnerPortsOf(config);
  return config.learners.map(({ name, principal }, index) => {
    const nodePort = ports[index]!;
    const folder = learnerFolder(name);
    return {
      name,
      principal,
      group: learnerGroup(name),
      namespace: exerciseNamespace(name),
      nodePort,
      file: `learners/${name}.k8s.yaml`,
      folder,
      files: {
        pod: `${folder}/1-jenkins.k8s.yaml`,
        ClusterIP: `${folder}/3-service-clusterip.k8s.yaml`,
        NodePort: `${folder}/4-service-nodeport.k8s.yaml`,
        LoadBalancer: `${folder}/5-service-loadbalancer.k8s.yaml`,
      },
      holds,
      outside: [
        { kind: 'ClusterRole', name: learnerGroup(name) },
        { kind: 'ClusterRoleBinding', name: learnerGroup(name) },
      ],
      services: {
        3: { type: 'ClusterIP' },
        4: { type: 'NodePort', nodePort },
        5: { type: 'LoadBalancer', nodePort },
      },
    };
  });
}
