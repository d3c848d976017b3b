import { nodesInWords } from '../../../checks/capacity/words.ts';
import type { Created, Subnet, Zone } from './created.ts';
import type { Door } from './doors.ts';
import type { Box } from './place-boxes.ts';

// More nodes of a subnet are one box with a number.
const MOST_APART = 3;
// More zones side by side would have no room for their names.
const MOST_BESIDE = 4;

/** What is created on AWS as boxes in boxes. A wide picture has its zones side by side. */
export function createdBoxes(created: Created, doors: readonly Door[], isWide: boolean): Box {
  const { zones, nodes } = created;
  const beside = zones.length > MOST_BESIDE ? Math.ceil(zones.length / 2) : zones.length;
  const boxesOf = (isApi: boolean) =>
    doors.filter((door) => door.isApi === isApi).map(({ box }) => box);
  return frame('aws', `AWS, ${created.region}`, [
    {
      id: 'control-plane',
      title: `EKS control plane, Kubernetes ${created.kubernetes}`,
      detail: 'AWS runs it, outside your VPC',
      tone: 'system',
      holds: boxesOf(true),
    },
    frame('vpc', vpcTitle(created), [
      ...gateway(created),
      ...boxesOf(false),
      {
        id: 'node-group',
        title: `Node group “${nodes.group}”`,
        detail: nodesOf(created),
        tone: 'shop',
      },
      {
        ...frame(
          'zones',
          zones.length === 1 ? 'Availability zone' : 'Availability zones',
          zones.map((zone) => zoneBox(zone, created)),
        ),
        columns: isWide ? beside : 1,
      },
      ...volumes(created),
    ]),
  ]);
}

function frame(id: string, title: string, holds: readonly Box[]): Box {
  return { id, title, tone: 'other', holds };
}

function vpcTitle({ vpc: { id, cidr } }: Created): string {
  return id === undefined ? `VPC ${cidr}` : `Your VPC ${id}, ${cidr}`;
}

// A public subnet has one, in an existing VPC too.
function gateway({ vpc, zones }: Created): Box[] {
  const isThere = zones.some(({ subnets }) => subnets.some(({ kind }) => kind === 'public'));
  if (!isThere) return [];
  const detail = `the way between the public subnets and the Internet${vpc.id ? '; yours' : ''}`;
  return [{ id: 'internet-gateway', title: 'Internet gateway', detail, tone: 'outside' }];
}

function nodesOf({ nodes: { type, min, desired, max } }: Created): string {
  const sizes = min === max ? 'always' : `to begin with; the autoscaler keeps ${min} to ${max}`;
  return `${desired} × ${type} ${sizes}`;
}

function zoneBox({ name, subnets }: Zone, created: Created): Box {
  return frame(
    `zone ${name}`,
    name,
    subnets.map((subnet) => subnetBox(subnet, { zone: name, created })),
  );
}

function subnetBox(
  { kind, id, nodes, hasNatGateway }: Subnet,
  { zone, created }: { readonly zone: string; readonly created: Created },
): Box {
  const where = `${kind} ${zone}`;
  const holds: Box[] = [
    ...(hasNatGateway
      ? [
          {
            id: `nat ${where}`,
            title: 'NAT gateway',
            detail: 'the nodes’ way out',
            tone: 'outside',
          } as const,
        ]
      : []),
    ...nodeBoxes(nodes, where, created),
  ];
  return {
    id: `subnet ${where}`,
    title: `${kind} subnet`,
    ...detailOf(id, holds),
    tone: kind === 'public' ? 'ingress' : 'data',
    holds,
  };
}

function detailOf(id: string | undefined, holds: readonly Box[]): Pick<Box, 'detail'> {
  const words = [id, holds.length === 0 ? 'no node' : undefined].filter((one) => one !== undefined);
  return words.length > 0 ? { detail: words.join(', ') } : {};
}

function nodeBoxes(count: number, where: string, { nodes: { type } }: Created): Box[] {
  const node = (id: string, title: string): Box => ({ id, title, detail: type, tone: 'shop' });
  if (count > MOST_APART) return [node(`nodes ${where}`, nodesInWords(count))];
  return Array.from({ length: count }, (_, index) => node(`node ${where} ${index}`, 'node'));
}

function volumes({ volumes: gib, nodes: { zone } }: Created): Box[] {
  if (gib === 0) return [];
  const detail = zone === undefined ? 'for the pods that keep data' : `in ${zone}, with all nodes`;
  return [{ id: 'volumes', title: `EBS volumes, ${gib} GiB in all`, detail, tone: 'data' }];
}
