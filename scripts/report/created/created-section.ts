import { exposedOf } from '../../../checks/exposure/exposed.ts';
import type { Subject } from '../../../checks/check.ts';
import { type Html, markup } from '../html/html.ts';
import { behind, type Section } from '../html/section.ts';
import { type Created, createdOf } from './created.ts';
import { createdBoxes } from './created-boxes.ts';
import { type Door, doorsOf } from './doors.ts';
import { drawCreated } from './draw-created.ts';

// A phone held upright has room for the one, everything else for the other.
const widths = { narrow: 276, wide: 680 } as const;

/** What is created on AWS, as one picture; nothing where the cluster is made elsewhere. */
export function createdSection(subject: Subject): Section | undefined {
  const created = createdOf(subject);
  if (!created) return undefined;
  const doors = doorsOf(subject, created, exposedOf(subject));
  const picture = (room: keyof typeof widths) =>
    drawCreated({
      id: `created-${room}`,
      title: 'What is created on AWS, as boxes in boxes; the words below say the same',
      width: widths[room],
      aws: createdBoxes(created, doors, room === 'wide'),
      doors,
    });
  const dashed = doors.some(({ box }) => box.passing);
  return {
    id: 'created',
    title: 'What is created on AWS',
    lead: markup`An arrow leads from who may come in to what they reach.${dashed && ' What is dashed is not there, or not open, all the time.'}`,
    body: markup`<figure class="picture">
${picture('wide')}
${picture('narrow')}
</figure>
${behind('The picture in words', inWords(created, doors))}`,
  };
}

function inWords(created: Created, doors: readonly Door[]): Html {
  const { vpc, zones, nodes, region, kubernetes, volumes } = created;
  const subnets = nodes.arePublic ? 'public' : 'private';
  const nats = zones.flatMap(({ name, subnets: all }) =>
    all.some(({ hasNatGateway }) => hasNatGateway) ? [name] : [],
  );
  const sentences = [
    `AWS runs the control plane, Kubernetes ${kubernetes}, in ${region}, outside your VPC.`,
    vpc.id === undefined
      ? `eksctl creates the VPC ${vpc.cidr}, with a public and a private subnet in each of ${zones.length} zones: ${names(zones)}.`
      : `The VPC ${vpc.id} is yours, with subnets in ${names(zones)}.`,
    `The node group “${nodes.group}” has ${nodes.desired} × ${nodes.type} to begin with, ${nodes.min} at least and ${nodes.max} at most, in ${subnets} subnets${nodes.zone === undefined ? '' : ` of ${nodes.zone} alone`}.`,
    ...(nats.length > 0
      ? [`The nodes reach the Internet through a NAT gateway in ${nats.join(', ')}.`]
      : []),
    ...(volumes > 0 ? [`Volumes on EBS hold ${volumes} GiB.`] : []),
    ...doors.map(({ box, from }) => {
      const who = from
        ? `for ${from.title}${from.detail === undefined ? '' : ` (${from.detail})`}`
        : 'for nobody outside';
      return `${box.title}, ${who}: ${box.detail ?? ''}.`;
    }),
  ];
  return markup`<ul class="words">${sentences.map((one) => markup`<li>${one}</li>\n`)}</ul>`;
}

function names(zones: Created['zones']): string {
  return zones.map(({ name }) => name).join(', ');
}
