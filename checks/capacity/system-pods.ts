import { alwaysThere, coreAddonsIn } from '../../tables/addons.ts';
import { type SystemPod, systemPods } from '../../tables/system-pods.ts';
import type { Subject } from '../check.ts';
import type { Demand, PodDemand } from './demand.ts';
import { parseBytes, parseMillicores } from './quantities.ts';
import { at, fields, list, text } from '../values.ts';
import { albController } from '../references/ingress-controllers.ts';
import { appliedObjects } from './values.ts';

/** The names of the addons that a cluster has, those that nobody wrote down included. */
function addonsOf(subject: Subject): ReadonlySet<string> {
  const clusterConfig = subject.clusterConfig?.object;
  const byDefault = at(clusterConfig, 'addonsConfig', 'disableDefaultAddons') !== true;
  const region = text(at(clusterConfig, 'metadata', 'region')) ?? subject.config?.region ?? '';
  const names = new Set<string>(byDefault ? coreAddonsIn(region) : alwaysThere);
  for (const addon of list(clusterConfig?.addons)) {
    const name = text(fields(addon).name);
    if (name) names.add(name);
  }
  if (balancesByController(subject)) names.add('aws-load-balancer-controller');
  return names;
}

/** The pods that EKS and its addons run on a cluster. */
export function systemPodsOf(subject: Subject): readonly SystemPod[] {
  const addons = addonsOf(subject);
  return systemPods.filter(({ addon }) => addons.has(addon));
}

/** The addons whose pods nobody published the requests of, so that they aren't counted. */
export function uncountedAddons(subject: Subject): readonly string[] {
  const counted = new Set(systemPods.map(({ addon }) => addon));
  return [...addonsOf(subject)].filter((name) => !counted.has(name)).sort();
}

/** What EKS's own pods ask for. */
export function systemDemand(subject: Subject): Demand {
  const pods: PodDemand[] = [];
  const perNode: PodDemand[] = [];
  for (const system of systemPodsOf(subject)) {
    const one = asDemand(system);
    if (system.kind === 'DaemonSet') perNode.push(one);
    else {
      for (let index = 1; index <= (system.replicas ?? 1); index++) {
        pods.push({ ...one, name: `${one.name}-${index}` });
      }
    }
  }
  return { pods, perNode };
}

function balancesByController(subject: Subject): boolean {
  return appliedObjects(subject).some(
    ({ object: { kind, spec } }) =>
      kind === 'IngressClass' && fields(spec).controller === albController,
  );
}

function asDemand({ name, namespace, kind, labels, requests, diskVolumes }: SystemPod): PodDemand {
  return {
    name: `${namespace}/${name}`,
    namespace,
    owner: kind,
    object: `${kind} ${namespace}/${name}`,
    labels,
    annotations: {},
    volumes: 0,
    spec: { volumes: diskVolumes?.map((volume) => ({ name: volume, emptyDir: {} })) },
    cpu: parseMillicores(requests.cpu) ?? 0,
    memory: parseBytes(requests.memory) ?? 0,
  };
}
