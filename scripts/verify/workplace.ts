import type { ClusterConfig } from '../../config/schema.ts';
import type { ExpectedLearner } from '../../config/learners/expected.ts';
import { exerciseNamespace } from '../../config/learners/names.ts';

/** Where somebody does the Service exercises, and with which files. */
export interface Workplace {
  readonly cluster: string;
  readonly namespace: string;
  readonly nodePort: number;
  /** The file of the namespace, where another one than the Pod's brings it: on a shared cluster. */
  readonly namespaceFile?: string;
  /** The file of the Pod, and of each Service variant. */
  readonly files: {
    readonly pod: string;
    readonly ClusterIP: string;
    readonly NodePort: string;
    readonly LoadBalancer: string;
  };
  /** A node's address, for who may not read the nodes. */
  readonly node?: string;
}

/** The cluster owner's own. */
export function ownWorkplace(config: ClusterConfig): Workplace {
  const folder = `dist/${config.name}`;
  return {
    cluster: config.name,
    namespace: exerciseNamespace(config.owner),
    nodePort: config.jenkins.nodePort,
    files: {
      pod: `${folder}/jenkins/1-jenkins.k8s.yaml`,
      ClusterIP: `${folder}/exercises/3-service-clusterip.k8s.yaml`,
      NodePort: `${folder}/exercises/4-service-nodeport.k8s.yaml`,
      LoadBalancer: `${folder}/exercises/5-service-loadbalancer.k8s.yaml`,
    },
  };
}

/** A learner's on a shared cluster. */
export function learnerWorkplace(
  { name }: ClusterConfig,
  { namespace, nodePort, file, files }: ExpectedLearner,
  node?: string,
): Workplace {
  const below = (path: string) => `dist/${name}/${path}`;
  return {
    cluster: name,
    namespace,
    nodePort,
    namespaceFile: below(file),
    files: {
      pod: below(files.pod),
      ClusterIP: below(files.ClusterIP),
      NodePort: below(files.NodePort),
      LoadBalancer: below(files.LoadBalancer),
    },
    ...(node !== undefined && { node }),
  };
}
