import { nodesInWords } from '../../../checks/capacity/words.ts';
import type { CapacityReport } from '../../../checks/capacity/report.ts';
import { expectedLearners } from '../../../config/learners/expected.ts';
import type { Synthesized } from '../../../synth/synthesize.ts';
import { commandHtml } from '../html/command.ts';
import { joined, markup } from '../html/html.ts';
import type { Section } from '../html/section.ts';
import { table } from '../html/table.ts';

/** The learners of a shared cluster, what each has, and how many there is room for; nothing where there are none. */
export function learnersSection(
  { config }: Synthesized,
  report: CapacityReport | undefined,
): Section | undefined {
  const learners = expectedLearners(config);
  if (learners.length === 0) return undefined;
  return {
    id: 'learners',
    title: 'Learners',
    lead: markup`${learners.length} do exercises 3 to 5 here, each in a namespace of their own with its rights, quota and network policies: docs/cohorts.md.${report && ` ${room(report)}`}`,
    body: markup`<p>The instructor makes the namespaces, and sees how far everyone is.</p>
<div class="commands">${[
      `kubectl apply -f dist/${config.name}/learners`,
      `npm run verify -- --cluster ${config.name} --cohort`,
    ].map(commandHtml)}</div>
${table({
  id: 'learners-table',
  caption: 'Each learner’s own',
  stacked: true,
  columns: ['Learner', 'Signs in as', 'Namespace', 'Node port', 'Files'].map((name) => ({ name })),
  rows: learners.map(({ name, principal, namespace, nodePort, folder }) => ({
    cells: [
      name,
      joined(principal.split(/(?<=[:/])/), markup`<wbr>`),
      namespace,
      nodePort,
      joined(`dist/${config.name}/${folder}`.split(/(?<=\/)/), markup`<wbr>`),
    ],
  })),
})}`,
  };
}

function room({ cohort, prices }: CapacityReport): string {
  const held = prices.map(({ nodes, learners = 0 }) => `${learners} on ${nodesInWords(nodes)}`);
  const enough =
    cohort?.nodes === undefined
      ? ''
      : ` All of them need ${nodesInWords(cohort.nodes)} at the least.`;
  const balanced = cohort
    ? ` ${cohort.balanced} at a time can have their load balancer of exercise 5.`
    : '';
  return `There is room for ${held.join(', ')}, with every quota taken up.${enough}${balanced}`;
}
