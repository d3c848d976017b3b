import { capture } from '../../aws/programs/call.ts';
import { UsageError } from '../../terminal/usage-error.ts';
import { Live, type LiveObject } from './live.ts';

const LONGEST_MS = 30_000;

const clusterKinds = [
  'nodes',
  'namespaces',
  'pods',
  'services',
  'serviceaccounts',
  'deployments.apps',
  'statefulsets.apps',
  'ingresses.networking.k8s.io',
  'ingressclasses.networking.k8s.io',
  'networkpolicies.networking.k8s.io',
  'endpointslices.discovery.k8s.io',
  'events',
];

// What the Service exercises need, and all that a learner on a shared cluster may read.
const namespaceKinds = ['pods', 'services', 'events'];

/** Reads all that the exercises look at, in one call of kubectl; the cluster's name is for what to do when it fails. */
export async function readCluster(cluster: string): Promise<Live> {
  return new Live(await get(cluster, clusterKinds, ['--all-namespaces']));
}

/** Reads one namespace alone; an empty cluster where there is no such namespace. */
export async function readNamespace(cluster: string, namespace: string): Promise<Live> {
  const [found, objects] = await Promise.all([
    get(cluster, ['namespaces', namespace], ['--ignore-not-found']),
    get(cluster, namespaceKinds, ['--namespace', namespace]),
  ]);
  return new Live([...found, ...objects]);
}

async function get(
  cluster: string,
  kinds: readonly string[],
  scope: readonly string[],
): Promise<LiveObject[]> {
  const [first = '', ...names] = kinds;
  const what = scope.includes('--ignore-not-found') ? [first, ...names] : [kinds.join(',')];
  const { code, stdout, stderr } = await capture(
    'kubectl',
    ['get', ...what, ...scope, '--output', 'json', '--request-timeout', '20s'],
    { longestMs: LONGEST_MS },
  );
  if (code !== 0) throw inWords(stderr, cluster);
  if (stdout.trim() === '') return [];
  const parsed = JSON.parse(stdout) as LiveObject & { readonly items?: readonly LiveObject[] };
  return parsed.items ? [...parsed.items] : [parsed];
}

function inWords(stderr: string, cluster: string): UsageError {
  const said = stderr.trim().split('\n').at(-1) ?? '';
  if (/forbidden/i.test(said)) {
    return new UsageError(
      `your access does not let you read what the exercises need: ${said}`,
      `on a shared cluster, name yourself: npm run verify -- --cluster ${cluster} --learner NAME`,
    );
  }
  if (/timeout|deadline exceeded|timed out/i.test(said)) {
    return new UsageError(
      `the cluster does not answer: ${said}`,
      `your address may have changed: npm run allow-me -- --cluster ${cluster} --apply`,
    );
  }
  if (/connection refused|no such host|was refused|current-context/i.test(said)) {
    return new UsageError(
      `kubectl is connected to no cluster: ${said}`,
      `connect it: npm run kubeconfig -- --cluster ${cluster}; or make the cluster first: npm run up -- --cluster ${cluster} --only cluster`,
    );
  }
  return new UsageError(`kubectl could not read the cluster: ${said}`, 'try: kubectl get nodes');
}
