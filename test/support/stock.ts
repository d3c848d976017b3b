import type { Synthesized } from '../../synth/synthesize.ts';

const applied = [
  'platform/cluster-autoscaler',
  'platform/ingress-class',
  'platform/ingress-controller',
  'platform/storage-class',
  'apps/1-sock-shop',
  'apps/2-sock-shop-ingress',
  'jenkins/1-jenkins',
  'jenkins/2-jenkins-service',
].map((name) => `${name}.k8s.yaml`);

/** Whether the project itself comes with a file that is applied: a user may have added charts to the layout. */
export function isStock(path: string): boolean {
  return applied.includes(path) || path.startsWith('learners/');
}

/** What is made for a cluster, without what charts of a user's own make. */
export function stockOf(synthesized: Synthesized): Synthesized {
  const { files, ...rest } = synthesized;
  return { ...rest, files: files.filter(({ path, alternative }) => alternative || isStock(path)) };
}
