import { nodesInWords } from '../../../checks/capacity/words.ts';
import type { CapacityReport, Cohort } from '../../../checks/capacity/report.ts';
import { expectedLearners } from '../../../config/learners/expected.ts';
import type { Synthesized } from '../../../synth/synthesize.ts';
import { breakable } from '../html/breakable.ts';
import { commandHtml } from '../html/command.ts';
import { markup } from '../html/html.ts';
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
    lead: markup`${learners.length} learners do exercises 3 to 5 here. Each has a namespace, with rights, a quota and network policies: docs/cohorts.md.${report?.cohort && ` ${room(report, report.cohort)}`}`,
    body: markup`<p>The first command creates the namespaces. The second shows how far everyone is.</p>
<div class="commands">${[
      `kubectl apply -f dist/${config.name}/learners`,
      `npm run verify -- --cluster ${config.name} --cohort`,
    ].map(commandHtml)}</div>
${table({
  id: 'learners-table',
  caption: 'What each learner has',
  columns: ['Learner', 'Signs in as', 'Namespace', 'Node port', 'Files'].map((name) => ({ name })),
  rows: learners.map(({ name, principal, namespace, nodePort, folder }) => ({
    cells: [
      name,
      breakable(principal),
      namespace,
      nodePort,
      breakable(`dist/${config.name}/${folder}`),
    ],
  })),
})}`,
  };
}

function room({ prices }: CapacityReport, cohort: Cohort): string {
  const held = prices.map(({ nodes, learners = 0 }) => `${learners} on ${nodesInWords(nodes)}`);
  const { nodes, balanced, learners } = cohort;
  const enough =
    nodes === undefined ? '' : ` All ${learners} need at least ${nodesInWords(nodes)}.`;
  return `There is room for ${held.join(', ')}, when each uses the whole quota.${enough} ${balanced} can have the load balancer of exercise 5 at the same time.`;
}
