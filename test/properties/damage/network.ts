import { below, change, type Damage, itemsBelow, objectsOf, removals } from './subject.ts';

const rules = (subject: Parameters<Damage>[0], direction: 'ingress' | 'egress') =>
  objectsOf(subject, 'NetworkPolicy').map((object) => ({
    spec: below(object, 'spec'),
    items: itemsBelow(object, 'spec', direction),
  }));

const loadBalancers = (subject: Parameters<Damage>[0]) =>
  subject.files
    .flatMap(({ objects }) => objects)
    .filter(({ kind, spec }) => kind === 'Service' && below(spec).type === 'LoadBalancer')
    .map((object) => below(object, 'spec'));

/** Damages of who reaches whom. */
export const network: Readonly<Record<string, Damage>> = {
  'a policy lets nobody in any more': (subject) =>
    rules(subject, 'ingress')
      .filter(({ items }) => items.length > 0)
      .map(({ spec }) => () => {
        spec.ingress = [];
      }),
  'a policy loses a caller': (subject) =>
    rules(subject, 'ingress').flatMap(({ items }) =>
      items.flatMap((rule) => {
        const from = itemsBelow(rule, 'from');
        return from.flatMap((peer, index) => {
          // A node port's requests arrive from the nodes, whoever sends them: without its clients' own ranges
          // nothing that works today stops working.
          const { cidr } = below(peer, 'ipBlock');
          if (cidr !== undefined && cidr !== subject.config?.vpc.cidr) return [];
          return [
            () => {
              if (from.length > 1) from.splice(index, 1);
              else items.splice(items.indexOf(rule), 1);
            },
          ];
        });
      }),
    ),
  'a policy lets nobody out any more': (subject) =>
    rules(subject, 'egress')
      .filter(({ items }) => items.length > 0)
      .map(({ spec }) => () => {
        spec.egress = [];
      }),
  'a policy opens another port': (subject) =>
    rules(subject, 'ingress').flatMap(({ items }) =>
      items.flatMap((rule) =>
        change(itemsBelow(rule, 'ports'), 'port', (port) =>
          typeof port === 'number' ? port + 1 : 'no-such',
        ),
      ),
    ),
  'a policy selects no pod': (subject) =>
    rules(subject, 'ingress').map(({ spec }) => () => {
      spec.podSelector = { matchLabels: { app: 'no-such' } };
    }),
  'a policy lets everybody in': (subject) =>
    rules(subject, 'ingress')
      .filter(({ spec }) => Object.values(below(spec, 'policyTypes')).includes('Ingress'))
      .map(({ spec }) => () => {
        spec.ingress = [{}];
      }),
  'a policy that lets callers in is gone': (subject) =>
    removals(
      subject,
      'NetworkPolicy',
      (object) => itemsBelow(object, 'spec', 'ingress').length > 0,
    ),
  'a load balancer is open to all': (subject) =>
    loadBalancers(subject).flatMap((spec) => [
      () => {
        delete spec.loadBalancerSourceRanges;
      },
      () => {
        spec.loadBalancerSourceRanges = ['0.0.0.0/0'];
      },
    ]),
  'a load balancer is open to a stranger': (subject) =>
    loadBalancers(subject)
      .filter((spec) => 'loadBalancerSourceRanges' in spec)
      .map((spec) => () => {
        itemsBelow(spec, 'loadBalancerSourceRanges').push('1.2.3.0/24' as never);
      }),
  'two Services have one node port': (subject) =>
    objectsOf(subject, 'Service').flatMap((object, index, all) =>
      index === 0
        ? []
        : [
            () => {
              for (const service of [object, all[0]]) {
                below(service, 'spec').type = 'NodePort';
                for (const port of itemsBelow(service, 'spec', 'ports').slice(0, 1))
                  port.nodePort = 30_123;
              }
            },
          ],
    ),
};
