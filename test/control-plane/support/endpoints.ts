import type { ControlPlane } from '../../../control-plane/control-plane.ts';
import { matches } from '../../../checks/selectors.ts';
import type { Ingress } from '../../../scripts/shared/network/ingress.ts';
import {
  type Network,
  readNetwork,
  type Service,
  type ServicePort,
} from '../../../scripts/shared/network/read.ts';
import { nameOf, readAll, isUp } from '../../../scripts/shared/live-objects.ts';

/** What is wrong with the Services: pods that one should reach and doesn't, or ports that lead nowhere. */
export async function endpointProblems({ api }: ControlPlane): Promise<string[]> {
  const network = await readNetwork(api);
  const selecting = network.services.filter(({ spec }) => spec.selector);
  return selecting.flatMap((service) => {
    const { ports = [] } = service.spec;
    return ports.flatMap((port) => portProblems(service, port, network));
  });
}

/** What is wrong with the Ingresses: a class or a backend that isn't there, or one without endpoints. */
export async function ingressProblems({ api }: ControlPlane): Promise<string[]> {
  const network = await readNetwork(api);
  const classes = await readAll(api, '/apis/networking.k8s.io/v1/ingressclasses');
  const ingresses = await readAll<Ingress>(api, '/apis/networking.k8s.io/v1/ingresses');
  return ingresses.flatMap((ingress) => {
    const { ingressClassName, rules = [] } = ingress.spec;
    const backends = rules.flatMap(({ http }) => http?.paths.map((path) => path.backend) ?? []);
    const problems = backends.flatMap(({ service }) => {
      const target = network.services.find(
        ({ metadata }) =>
          metadata.name === service?.name && metadata.namespace === ingress.metadata.namespace,
      );
      if (!service || !target) return [`no Service ${service?.name}`];
      const port = target.spec.ports?.find(
        ({ port: number, name }) =>
          number === service.port.number || (name !== undefined && name === service.port.name),
      );
      if (!port) return [`Service ${service.name} has no port ${JSON.stringify(service.port)}`];
      return portProblems(target, port, network);
    });
    if (!classes.some(({ metadata }) => metadata.name === ingressClassName))
      problems.push(`no IngressClass ${ingressClassName}`);
    return problems.map((problem) => `Ingress ${nameOf(ingress)}: ${problem}`);
  });
}

function portProblems(service: Service, port: ServicePort, { slices, pods }: Network): string[] {
  const what = `Service ${nameOf(service)}, port ${port.port}`;
  const selected = pods.filter(
    (pod) =>
      pod.metadata.namespace === service.metadata.namespace &&
      isUp(pod) &&
      matches({ matchLabels: service.spec.selector }, pod.metadata.labels ?? {}),
  );
  if (selected.length === 0) return [`${what}: selects no running pod`];
  const reached = new Set(
    slices
      .filter(
        ({ metadata, ports }) =>
          metadata.namespace === service.metadata.namespace &&
          metadata.labels?.['kubernetes.io/service-name'] === service.metadata.name &&
          ports?.some(
            (one) => (one.name ?? '') === (port.name ?? '') && typeof one.port === 'number',
          ),
      )
      .flatMap(({ endpoints }) => endpoints ?? [])
      .filter(({ conditions }) => conditions?.ready)
      .map(({ targetRef }) => targetRef?.name),
  );
  return selected
    .filter((pod) => !reached.has(pod.metadata.name))
    .map((pod) => `${what}: does not reach ${pod.metadata.name}`);
}
