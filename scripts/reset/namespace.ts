import { at, list, text } from '../../checks/values.ts';
import type { Kubectl } from '../../aws/kubectl.ts';
import { identityOf, type KubeObject, type Prerequisite } from '../../output/manifest.ts';
import type { Synthesized } from '../../synth/synthesize.ts';
import { itemsIn } from './live.ts';
import { unproved } from './proof.ts';

// What Kubernetes, its network plugin and the load balancers' controller make by themselves for what is there.
const madeFor = new Set(['Endpoints', 'EndpointSlice', 'PolicyEndpoint', 'TargetGroupBinding']);
const inEachNamespace = new Set(['ServiceAccount default', 'ConfigMap kube-root-ca.crt']);

/** What a namespace holds that is neither ours nor made for what is ours; it would be deleted with the namespace. */
export async function othersIn(
  kubectl: Kubectl,
  namespace: string,
  output: Synthesized,
): Promise<string[]> {
  const kinds = await kubectl.text([
    'api-resources',
    '--namespaced',
    '--verbs=list,delete',
    '-o',
    'name',
  ]);
  const asked = kinds.split('\n').filter((kind) => kind !== '' && !/^events(\.|$)/.test(kind));
  const args = ['get', asked.join(','), '-n', namespace, '--ignore-not-found', '-o', 'json'];
  const found = itemsIn(await kubectl.text(args));
  const known = knownIn(namespace, output);
  return found
    .filter((object) => !known(object))
    .map(identityOf)
    .sort();
}

function isMade({ kind, metadata }: KubeObject): boolean {
  return (
    list(at(metadata, 'ownerReferences')).length > 0 ||
    madeFor.has(kind) ||
    inEachNamespace.has(`${kind} ${metadata.name}`)
  );
}

function knownIn(namespace: string, { files, prerequisites }: Synthesized) {
  const objects = files
    .flatMap((file) => file.objects)
    .filter(({ metadata }) => metadata.namespace === namespace);
  const byName = new Map(objects.map((object) => [identityOf(object), object]));
  const secrets = [...prerequisites, ...files.flatMap((file) => file.prerequisites ?? [])].filter(
    (one) => one.namespace === namespace,
  );
  return (live: KubeObject): boolean => {
    const wanted = byName.get(identityOf(live));
    if (wanted) return unproved(live, wanted) === undefined;
    return (
      isMade(live) ||
      isElection(live, objects) ||
      isClaim(live, objects) ||
      isPassword(live, secrets)
    );
  };
}

// A controller of ours elects its leader by a Lease that its Role names.
function isElection({ kind, metadata }: KubeObject, objects: readonly KubeObject[]): boolean {
  if (kind !== 'Lease') return false;
  return objects
    .filter((object) => object.kind === 'Role')
    .flatMap(({ rules }) => list(rules))
    .some(
      (rule) =>
        list(at(rule, 'resources')).includes('leases') &&
        list(at(rule, 'resourceNames')).includes(metadata.name),
    );
}

// The volume that a StatefulSet of ours asked for.
function isClaim({ kind, metadata }: KubeObject, objects: readonly KubeObject[]): boolean {
  if (kind !== 'PersistentVolumeClaim') return false;
  return objects
    .filter((object) => object.kind === 'StatefulSet')
    .flatMap(({ metadata: { name }, spec }) =>
      list(at(spec, 'volumeClaimTemplates')).map(
        (template) => `${text(at(template, 'metadata', 'name'))}-${name}-`,
      ),
    )
    .some(
      (start) => metadata.name.startsWith(start) && /^\d+$/.test(metadata.name.slice(start.length)),
    );
}

function isPassword({ kind, metadata }: KubeObject, secrets: readonly Prerequisite[]): boolean {
  return secrets.some((secret) => secret.kind === kind && secret.name === metadata.name);
}
