import type { Subject } from '../../../checks/check.ts';
import type { Exposed } from '../../../checks/exposure/exposed.ts';
import {
  type Entrance,
  entrancesOf,
  isPassing,
  nameOf,
  portsOf,
  sourceOf,
} from '../exposure/entrances.ts';
import type { Created } from './created.ts';
import type { Box } from './place-boxes.ts';

/** What one comes in by, and from where. */
export interface Door {
  readonly isApi: boolean;
  readonly box: Box;
  /** Undefined where nobody outside may reach it. */
  readonly from?: Box;
}

// More ranges or ports than that are counted.
const MOST_APART = 3;

/** The API endpoint, the load balancers and the node ports. What is reached through one of these has no door of its own. */
export function doorsOf(subject: Subject, created: Created, exposed: readonly Exposed[]): Door[] {
  const own = exposed.filter((one) => isOwn(one, exposed));
  const lasting = own.filter((one) => !isPassing(subject, one));
  const isTwice = (one: Exposed) =>
    !lasting.includes(one) &&
    lasting.some(({ what, object }) => what === one.what && object === one.object);
  return entrancesOf(
    subject,
    own.filter((one) => !isTwice(one)),
  ).map((entrance) => doorOf(subject, created, entrance));
}

function isOwn({ what, object, file, rules }: Exposed, exposed: readonly Exposed[]): boolean {
  if (what === 'Ingress') return rules !== undefined;
  const isBalancers = (one: Exposed) =>
    one.what === 'LoadBalancer' && one.object === object && one.file === file;
  return what !== 'NodePort' || !exposed.some(isBalancers);
}

function doorOf(subject: Subject, { nodes }: Created, entrance: Entrance): Door {
  const [one] = entrance;
  const isApi = one.what === 'API endpoint';
  const passing = isPassing(subject, one);
  // The nodes' security group lets nobody in until npm run nodeport says so.
  const closed = one.what === 'NodePort' && one.internal && nodes.arePublic;
  const from = closed ? (subject.config?.access.from ?? []) : one.internal ? [] : one.from;
  const states = [
    passing && 'only while its exercise is applied',
    closed && 'closed until npm run nodeport opens it',
    one.internal && !closed && 'reached from inside the VPC only',
  ].filter((state) => state !== false);
  return {
    isApi,
    box: {
      id: `door ${one.what} ${one.object} ${one.file}`,
      title: titleOf(entrance),
      detail: isApi
        ? 'kubectl and eksctl come in here, the nodes from inside the VPC'
        : [nameOf(entrance), ...states].join('; '),
      tone: isApi ? 'system' : passing ? 'jenkins' : 'ingress',
      passing: passing || closed,
    },
    ...(from.length > 0 && { from: sourceBox(subject, { ...one, from }) }),
  };
}

function titleOf(entrance: Entrance): string {
  const [{ what, by }] = entrance;
  const ports = portsOf(entrance);
  const few = ports.length <= MOST_APART;
  if (what === 'NodePort') {
    return few ? `Node port ${ports.join(', ')}`.trim() : `${ports.length} node ports`;
  }
  const kind = /(network|classic|application) load balancer/.exec(by)?.[0];
  const name = what === 'API endpoint' ? 'API endpoint' : capital(kind ?? 'load balancer');
  if (!few) return `${name}, ${ports.length} ports`;
  return ports.length === 0
    ? name
    : `${name}, port${ports.length > 1 ? 's' : ''} ${ports.join(' and ')}`;
}

function sourceBox(subject: Subject, exposed: Exposed): Box {
  const { id, title, detail, tone } = sourceOf(subject, exposed);
  const { from } = exposed;
  const ranges = from.length > 1 && from.length <= MOST_APART ? from.join(', ') : undefined;
  const details = [detail, ranges].filter((one) => one !== undefined);
  return { id, title, ...(details.length > 0 && { detail: details.join(': ') }), tone };
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
