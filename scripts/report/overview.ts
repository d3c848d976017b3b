import type { CapacityReport } from '../../checks/capacity/report.ts';
import { nodesInWords, roughly } from '../../checks/capacity/words.ts';
import { isExampleRange } from '../../synth/example-range.ts';
import type { ClusterConfig } from '../../config/schema.ts';
import { eksSupport, minorOf } from '../../tables/kubernetes.ts';
import { rangesInWords } from './exposure/entrances.ts';
import { type Content, type Html, markup } from './html/html.ts';

/** The cluster in a handful of facts. */
export function overview(config: ClusterConfig, report: CapacityReport | undefined): Html {
  const { name, owner, region, access } = config;
  const example = access.from.filter(isExampleRange);
  return markup`<header>
<p class="eyebrow">EKS cluster</p>
<h1>${name}</h1>
<p class="lead">In ${region}, owned by ${owner}. The file clusters/${name}.yaml says what it is.</p>
${example.length > 0 && markup`<p class="warning"><strong>Nobody can reach this cluster.</strong> access.from has the address ${example.join(', ')}, which is only an example: put your own address in its place.</p>`}
<dl class="facts">
${facts(config, report).map(fact)}</dl>
</header>`;
}

interface Fact {
  readonly name: string;
  readonly value: Content;
  readonly note: Content;
}

function facts(config: ClusterConfig, report: CapacityReport | undefined): Fact[] {
  const { kubernetes, nodes, access, network } = config;
  const { min, desired, max, instanceType, spot } = nodes;
  const { standardUntil, extendedUntil } = minorOf(kubernetes);
  const isStandard = eksSupport(kubernetes) === 'standard';
  const until = isStandard
    ? `standard support until ${standardUntil}`
    : `support ends ${extendedUntil}`;
  const price = report?.prices.find(({ nodes }) => nodes === desired);
  return [
    { name: 'Kubernetes', value: kubernetes, note: until },
    {
      name: 'Nodes',
      value: `${min} – ${max}`,
      note: `${instanceType}${spot ? ', spot' : ''}; ${desired} to begin with`,
    },
    ...(report
      ? [
          {
            name: 'Pods',
            value: report.demand.pods.length,
            note: `and ${report.demand.perNode.length} on every node`,
          },
        ]
      : []),
    ...(price
      ? [
          {
            name: 'Cost',
            value: `${roughly(price).hour} USD`,
            note: `an hour · ${roughly(price).day} a day, with ${nodesInWords(desired)}`,
          },
        ]
      : []),
    {
      name: 'Reached from',
      value: markup`<span class="small">${rangesInWords(access.from)}</span>`,
      note: network === 'private' ? 'nodes have no public address' : 'access.from',
    },
  ];
}

function fact({ name, value, note }: Fact): Html {
  return markup`<div><dt>${name}</dt><dd><b>${value}</b> <span class="quiet">${note}</span></dd></div>
`;
}
