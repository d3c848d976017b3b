import { at, list, text } from '../../checks/values.ts';
import { AUTOSCALER, AUTOSCALER_NAMESPACE } from '../../charts/cluster-autoscaler/names.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import { ROLE_ANNOTATION } from '../../eksctl/service-account.ts';
import { kubernetesMinors } from '../../tables/kubernetes.ts';
import { done, type Item, notYet, wrong } from './exercise.ts';
import type { Live, LiveObject } from './live.ts';
import { minorOf, readyNodes } from './nodes.ts';
import { isReady, startLine, trouble } from './workload.ts';

/** The autoscaler: running, of its cluster's minor, with a role of its own, and settled at the fewest nodes. */
export function autoscalerItems(
  config: ClusterConfig,
  live: Live,
  resume: string | undefined,
): Item[] {
  const apply = `kubectl apply -f dist/${config.name}/platform/cluster-autoscaler.k8s.yaml`;
  const deployment = live.of('Deployment').find(isAutoscaler);
  if (!deployment) {
    return [
      notYet(
        'the autoscaler',
        `there is no Deployment ${AUTOSCALER} in ${AUTOSCALER_NAMESPACE}`,
        apply,
      ),
    ];
  }
  const { namespace } = deployment.metadata;
  if (namespace !== AUTOSCALER_NAMESPACE) {
    return [
      wrong(
        'the autoscaler',
        `it runs in the namespace ${namespace}; its role is tied to a ServiceAccount in ${AUTOSCALER_NAMESPACE}`,
        `kubectl delete deployment -n ${namespace} ${deployment.metadata.name}, then ${apply}`,
      ),
    ];
  }
  return [
    isReady(deployment)
      ? done('the autoscaler', `deployment ${deployment.metadata.name} in ${namespace} is ready`)
      : notYet(
          'the autoscaler',
          `it is not ready: ${trouble(live, deployment)}`,
          resume ??
            startLine([deployment]) ??
            `kubectl logs -n ${namespace} deployment/${deployment.metadata.name}`,
        ),
    versionItem(config, deployment, apply),
    roleItem(config, live, deployment),
    restItem(config, live, resume),
  ];
}

/** Whether a Deployment is the autoscaler's, wherever somebody has put it. */
export function isAutoscaler({ metadata }: LiveObject): boolean {
  return metadata.name === AUTOSCALER || metadata.labels?.app === AUTOSCALER;
}

function versionItem({ kubernetes }: ClusterConfig, deployment: LiveObject, apply: string): Item {
  const image = text(at(deployment, 'spec', 'template', 'spec', 'containers', 0, 'image')) ?? '';
  const minor = minorOf(image.slice(image.lastIndexOf(':') + 1));
  const right = minorOf(kubernetesMinors[kubernetes].autoscaler);
  return minor === right
    ? done("the autoscaler's version", `${image}, for the cluster's ${kubernetes}`)
    : wrong(
        "the autoscaler's version",
        `${image} is not ${right}, which is for the cluster's ${kubernetes}: an autoscaler newer than its cluster may wait for ever`,
        apply,
      );
}

function roleItem({ name }: ClusterConfig, live: Live, deployment: LiveObject): Item {
  const what = "the autoscaler's own role";
  const account =
    text(at(deployment, 'spec', 'template', 'spec', 'serviceAccountName')) ?? 'default';
  const found = live.find('ServiceAccount', account, AUTOSCALER_NAMESPACE);
  const role = found?.metadata.annotations?.[ROLE_ANNOTATION];
  if (role) return done(what, `ServiceAccount ${account} has ${role}`);
  const create = `npm run up -- --cluster ${name} --only cluster --yes`;
  return found
    ? wrong(
        what,
        `ServiceAccount ${account} has no ${ROLE_ANNOTATION}: the autoscaler acts with the nodes' role, and so may every pod on them`,
        create,
      )
    : wrong(what, `there is no ServiceAccount ${account} in ${AUTOSCALER_NAMESPACE}`, create);
}

function restItem({ nodes, name }: ClusterConfig, live: Live, resume: string | undefined): Item {
  const what = `settled at ${nodes.min} nodes`;
  const ready = readyNodes(live).length;
  if (ready === nodes.min) return done(what, `${ready} nodes are ready`);
  if (ready < nodes.min)
    return notYet(what, `${ready} nodes are ready`, resume ?? 'kubectl get nodes --watch');
  const bare = live
    .of('Pod')
    .filter(({ metadata }) => list(at(metadata, 'ownerReferences')).length === 0)
    .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
  const kept = bare.length > 0 ? `; the bare pod ${bare.join(', ')} keeps its node` : '';
  return notYet(
    what,
    `${ready} nodes are ready; the autoscaler removes a node when nobody has needed it for 10 minutes${kept}`,
    `npm run capacity -- --cluster ${name}, and kubectl logs -n ${AUTOSCALER_NAMESPACE} deployment/${AUTOSCALER}`,
  );
}
