import { at, list, text } from '../../checks/values.ts';
import { ingressControllers } from '../../charts/ingress/controllers.ts';
import { FRONT_END, SOCK_SHOP } from '../../charts/sock-shop/names.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import { done, type Item, notYet, wrong } from './exercise.ts';
import type { Live, LiveObject } from './live.ts';
import { shopPage } from './pages.ts';
import { obstacle } from './network.ts';
import type { Probe } from './probe.ts';
import { addressOf, outcome } from './services.ts';
import { isReady, startLine, trouble } from './workload.ts';

const NAME = 'sock-shop-ingress';

/** The Ingress: its controller, its class, its back end, its address, and the shop behind it. */
export async function ingressItems(
  config: ClusterConfig,
  live: Live,
  probe: Probe,
  resume: string | undefined,
): Promise<Item[]> {
  const apply = `kubectl apply -f dist/${config.name}/apps/2-sock-shop-ingress.k8s.yaml`;
  return [controllerItem(config, live, resume), ...(await ownItems(config, live, probe, apply))];
}

function controllerItem(
  { name, ingress }: ClusterConfig,
  live: Live,
  resume: string | undefined,
): Item {
  const what = 'the ingress controller';
  if (ingress.controller === 'none') {
    return notYet(
      what,
      'ingress.controller is none',
      `choose one in clusters/${name}.yaml: docs/ingress.md`,
    );
  }
  const { namespace } = ingressControllers[ingress.controller];
  const isAlb = ingress.controller === 'alb';
  const deployment = live
    .of('Deployment', namespace)
    .find(({ metadata }) => !isAlb || metadata.name === 'aws-load-balancer-controller');
  const next = isAlb
    ? 'install it: docs/ingress.md'
    : `kubectl apply -f dist/${name}/platform/ingress-controller.k8s.yaml`;
  if (!deployment) return notYet(what, `there is none in the namespace ${namespace}`, next);
  return isReady(deployment)
    ? done(what, `deployment ${namespace}/${deployment.metadata.name} is ready`)
    : notYet(
        what,
        `it is not ready: ${trouble(live, deployment)}`,
        resume ?? startLine([deployment]) ?? `kubectl get pods -n ${namespace} --watch`,
      );
}

async function ownItems(
  { name, ingress }: ClusterConfig,
  live: Live,
  probe: Probe,
  apply: string,
): Promise<Item[]> {
  const what = 'the Ingress';
  const found = live.find('Ingress', NAME, SOCK_SHOP);
  if (!found) {
    const other = live.of('Ingress').find(isForShop);
    return [
      other
        ? wrong(
            what,
            `it is ${other.metadata.namespace}/${other.metadata.name}, and should be ${SOCK_SHOP}/${NAME}`,
            `kubectl delete ingress -n ${other.metadata.namespace} ${other.metadata.name}, then ${apply}`,
          )
        : notYet(what, `there is no Ingress ${NAME} in ${SOCK_SHOP}`, apply),
    ];
  }
  const chosen = classItem(found, live, apply);
  if (chosen.state !== 'done') return [chosen];
  const backends = backendsOf(found);
  const right = `${FRONT_END.name}:${FRONT_END.servicePort}`;
  if (!backends.includes(right)) {
    return [
      chosen,
      wrong(
        what,
        `it leads to ${backends.join(', ') || 'nothing'}, and should lead to ${right}`,
        apply,
      ),
    ];
  }
  const itself = done(what, `${SOCK_SHOP}/${NAME} leads to ${right}`);
  const address = addressOf(found);
  if (!address) {
    return [
      chosen,
      itself,
      notYet(
        "the Ingress's address",
        'it has none yet',
        `kubectl get ingress -n ${SOCK_SHOP} --watch`,
      ),
    ];
  }
  const host = ingress.host ?? undefined;
  const { answered, says } = await probe.http(`http://${address}/`, shopPage, host);
  const has = done("the Ingress's address", address);
  const through = 'the shop through the Ingress';
  const why = answered ? undefined : obstacleBehind(ingress.controller, live);
  if (why) {
    const shop = `kubectl apply -f dist/${name}/apps/1-sock-shop.k8s.yaml`;
    return [chosen, itself, has, wrong(through, `${says}: ${why}`, shop)];
  }
  return [
    chosen,
    itself,
    has,
    outcome(
      through,
      answered,
      says,
      `it takes some minutes until its name works; has your address changed? npm run allow-me -- --cluster ${name} --apply`,
    ),
  ];
}

// What is in the way between the controller's pods and the shop; a load balancer of AWS comes from the nodes' network.
function obstacleBehind(
  controller: ClusterConfig['ingress']['controller'],
  live: Live,
): string | undefined {
  if (controller === 'none') return undefined;
  const service = live.find('Service', FRONT_END.name, SOCK_SHOP);
  const { namespace } = ingressControllers[controller];
  const callers = controller === 'alb' ? 'nodes' : ({ namespace } as const);
  return obstacle(live, service, FRONT_END.servicePort, callers);
}

function classItem(found: LiveObject, live: Live, apply: string): Item {
  const what = "the Ingress's class";
  const name = text(at(found, 'spec', 'ingressClassName'));
  const classes = live.of('IngressClass').map(({ metadata }) => metadata.name);
  if (name === undefined) {
    return wrong(
      what,
      `ingressClassName is missing: no controller serves the Ingress; there is ${classes.join(', ') || 'no class'}`,
      apply,
    );
  }
  return classes.includes(name)
    ? done(what, `ingressClassName is ${name}`)
    : wrong(
        what,
        `ingressClassName is ${name}, and there is ${classes.join(', ') || 'no class'}`,
        apply,
      );
}

function isForShop(ingress: LiveObject): boolean {
  return (
    ingress.metadata.name === NAME ||
    backendsOf(ingress).some((backend) => backend.startsWith(`${FRONT_END.name}:`))
  );
}

function backendsOf(ingress: LiveObject): string[] {
  const paths = list(at(ingress, 'spec', 'rules')).flatMap((rule) =>
    list(at(rule, 'http', 'paths')),
  );
  return [
    at(ingress, 'spec', 'defaultBackend'),
    ...paths.map((path) => at(path, 'backend')),
  ].flatMap((backend) => {
    const service = text(at(backend, 'service', 'name'));
    const port = at(backend, 'service', 'port', 'number') ?? at(backend, 'service', 'port', 'name');
    return service ? [`${service}:${String(port)}`] : [];
  });
}
