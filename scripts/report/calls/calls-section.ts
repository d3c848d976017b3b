import type { Subject } from '../../../checks/check.ts';
import { drawGraph } from '../graph/draw-graph.ts';
import { markup } from '../html/html.ts';
import { behind, type Section } from '../html/section.ts';
import { table } from '../html/table.ts';
import { callGraph, shopCalls } from './call-graph.ts';

/** Who calls whom in the shop; nothing where there is no shop. */
export function callsSection(subject: Subject): Section | undefined {
  const calls = shopCalls(subject);
  if (calls.length === 0) return undefined;
  const entering = calls.some(({ enters }) => enters);
  return {
    id: 'calls',
    title: 'Who calls whom in the shop',
    lead: markup`An arrow is a call that the shop’s sources make, drawn to the port that the pod listens on. The NetworkPolicies let these through${entering ? ', with those from outside that lead to the front end,' : ''} and nothing else but DNS.${!entering && ' Nothing leads in from outside: use kubectl port-forward.'}`,
    body: markup`${drawGraph({
      id: 'call-graph',
      title: `${calls.length} calls between the shop's pods; the table below lists them`,
      graph: callGraph(calls),
    })}
${behind(
  'The calls as a table',
  table({
    id: 'calls-table',
    caption: 'The shop’s calls, and what the NetworkPolicies say of each',
    columns: [
      { name: 'From' },
      { name: 'To' },
      { name: 'Port', number: true },
      { name: 'Policies' },
    ],
    rows: calls.map(({ from, to, port, verdict }) => ({
      cells: [from, to, port, verdict.allowed ? 'let it through' : `cut it: ${verdict.because}`],
    })),
  }),
)}`,
  };
}
