import { at, list, text } from '../../checks/values.ts';
import { JENKINS_PORT } from '../../charts/jenkins/names.ts';
import { done, type Item, notChecked, notYet, wrong } from './exercise.ts';
import { type Live, type LiveObject, selects } from './live.ts';
import { obstacle } from './network.ts';
import { externalAddresses } from './nodes.ts';
import { jenkinsPage } from './pages.ts';
import type { Probe } from './probe.ts';
import type { Workplace } from './workplace.ts';

export type ServiceType = 'ClusterIP' | 'NodePort' | 'LoadBalancer';

const order: readonly ServiceType[] = ['ClusterIP', 'NodePort', 'LoadBalancer'];

/** Who may reach what is open: access.from of the cluster file. */
type Ranges = readonly string[];

/** The Service of one exercise, as the chapter describes its variant, and whether it answers. */
export async function serviceItems(
  type: ServiceType,
  workplace: Workplace,
  from: Ranges,
  live: Live,
  probe: Probe,
): Promise<Item[]> {
  const { namespace, files } = workplace;
  const what = `the ${type} Service`;
  const apply = `kubectl apply -f ${files[type]}`;
  if (!live.has(namespace)) return [];
  const services = live.of('Service', namespace);
  const ours = services.filter(isForJenkins);
  const [service, second] = ours.length > 0 ? ours : services;
  if (!service) return [notYet(what, `there is no Service in ${namespace}`, apply)];
  if (second) {
    const names = services.map(
      ({ metadata, spec }) => `${metadata.name} (${text(at(spec, 'type'))})`,
    );
    return [
      wrong(
        what,
        `there are ${services.length} Services for the one pod: ${names.join(', ')}; each exercise deletes its own at its end`,
        `kubectl delete service -n ${namespace} ${second.metadata.name}`,
      ),
    ];
  }
  const mistakes = mistakesOf(service);
  if (mistakes.length > 0) return [wrong(what, mistakes.join('; '), apply)];

  const own = text(at(service, 'spec', 'type')) ?? 'ClusterIP';
  if (own === 'ExternalName')
    return [
      wrong(
        what,
        `it is of type ${own}`,
        `kubectl delete service -n ${namespace} ${service.metadata.name}, then ${apply}`,
      ),
    ];
  const ahead = order.indexOf(own as ServiceType) - order.indexOf(type);
  if (ahead < 0) return [notYet(what, `the Service is of type ${own}`, apply)];
  if (ahead > 0)
    return [done(what, `the Service is now of type ${own}, which is a ${type} Service too`)];
  return [
    done(
      what,
      `Service ${namespace}/${service.metadata.name} has port ${JENKINS_PORT}/TCP and selects the pod`,
    ),
    ...(await further[type]({ ...workplace, service, from, live, probe, apply })),
  ];
}

interface Further extends Workplace {
  readonly service: LiveObject;
  readonly from: Ranges;
  readonly live: Live;
  readonly probe: Probe;
  readonly apply: string;
}

const further: Readonly<Record<ServiceType, (of: Further) => Promise<Item[]>>> = {
  ClusterIP: async ({ namespace, service, probe }) => {
    const to = { namespace, service: service.metadata.name, port: JENKINS_PORT, path: '/login' };
    const { answered, says } = await probe.portForward(to, jenkinsPage);
    return [
      outcome(
        'Jenkins through a port-forward',
        answered,
        says,
        `kubectl port-forward -n ${namespace} service/${service.metadata.name} ${JENKINS_PORT}:${JENKINS_PORT}`,
      ),
    ];
  },

  NodePort: async ({ cluster, service, nodePort, node, files, live, probe, apply }) => {
    const port = at(service, 'spec', 'ports', 0, 'nodePort');
    if (port !== nodePort) {
      return [wrong('the node port', `it is ${String(port)}, and should be ${nodePort}`, apply)];
    }
    const right = done('the node port', `it is ${nodePort}`);
    const through = 'Jenkins through the node port';
    const address = node ?? externalAddresses(live)[0];
    if (!address) {
      const mayRead = live.of('Node').length > 0;
      return [
        right,
        mayRead
          ? notYet(
              through,
              'no node has an address outside',
              'with network: private, nobody outside can reach a node port',
            )
          : notChecked(
              through,
              'you may not read the nodes, and so not their addresses',
              'ask for one, and add it: --node ADDRESS',
            ),
      ];
    }
    const { answered, says } = await probe.http(`http://${address}:${nodePort}/login`, jenkinsPage);
    const why = answered ? undefined : obstacle(live, service, JENKINS_PORT, 'nodes');
    if (why) return [right, wrong(through, `${says}: ${why}`, `kubectl apply -f ${files.pod}`)];
    return [
      right,
      outcome(
        through,
        answered,
        says,
        `open it for your address: npm run nodeport -- open --cluster ${cluster}; has your address changed? npm run allow-me -- --cluster ${cluster} --apply`,
      ),
    ];
  },

  LoadBalancer: async ({ cluster, namespace, service, files, from, live, probe, apply }) => {
    const ranges = list(at(service, 'spec', 'loadBalancerSourceRanges')).map(String);
    const open = ranges.length === 0 || ranges.some((range) => !from.includes(range));
    const guarded = open
      ? wrong(
          'who reaches the load balancer',
          ranges.length === 0
            ? 'no loadBalancerSourceRanges: the whole Internet'
            : `${ranges.join(', ')}, and access.from is ${from.join(', ')}`,
          apply,
        )
      : done('who reaches the load balancer', ranges.join(', '));
    const address = addressOf(service);
    if (!address) {
      return [
        guarded,
        notYet(
          'the load balancer',
          'the Service has no address yet',
          `kubectl describe service -n ${namespace} ${service.metadata.name}`,
        ),
      ];
    }
    const { answered, says } = await probe.http(
      `http://${address}:${JENKINS_PORT}/login`,
      jenkinsPage,
    );
    const has = done('the load balancer', `its address is ${address}`);
    const why = answered ? undefined : obstacle(live, service, JENKINS_PORT, 'nodes');
    if (why) {
      const through = 'Jenkins through the load balancer';
      return [guarded, has, wrong(through, `${says}: ${why}`, `kubectl apply -f ${files.pod}`)];
    }
    return [
      guarded,
      has,
      outcome(
        'Jenkins through the load balancer',
        answered,
        says,
        `it takes some minutes until its name works; has your address changed? npm run allow-me -- --cluster ${cluster} --apply`,
      ),
    ];
  },
};

/** The address that a load balancer gave a Service or an Ingress. */
export function addressOf(object: LiveObject): string | undefined {
  const [first] = list(at(object, 'status', 'loadBalancer', 'ingress'));
  return text(at(first, 'hostname')) ?? text(at(first, 'ip'));
}

/** What came of asking. */
export function outcome(what: string, answered: boolean, says: string, next: string): Item {
  return answered ? done(what, says) : notYet(what, says, next);
}

function isForJenkins(service: LiveObject): boolean {
  const selector = at(service, 'spec', 'selector');
  return at(selector, 'app') === 'jenkins' || service.metadata.labels?.app === 'jenkins';
}

function mistakesOf(service: LiveObject): string[] {
  const selector = at(service, 'spec', 'selector');
  const label = service.metadata.labels?.app;
  const port = list(at(service, 'spec', 'ports'))[0];
  const target = at(port, 'targetPort');
  const isRight = selects(selector, {
    kind: 'Pod',
    metadata: { name: '', labels: { app: 'jenkins' } },
  });
  return [
    ...(isRight
      ? []
      : [`it selects ${JSON.stringify(selector ?? null)}, and should select app: jenkins`]),
    ...(label === 'jenkins'
      ? []
      : [`its label app is ${label ?? 'missing'}, and should be jenkins`]),
    ...(at(port, 'port') === JENKINS_PORT
      ? []
      : [`its port is ${String(at(port, 'port'))}, and should be ${JENKINS_PORT}`]),
    ...(target === JENKINS_PORT || target === 'http'
      ? []
      : [`its targetPort is ${String(target)}, and should be ${JENKINS_PORT}`]),
    ...(at(port, 'protocol') === 'TCP'
      ? []
      : [`its protocol is ${String(at(port, 'protocol'))}, and should be TCP`]),
  ];
}
