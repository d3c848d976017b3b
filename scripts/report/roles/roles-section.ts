import type { Subject } from '../../../checks/check.ts';
import { drawGraph } from '../graph/draw-graph.ts';
import { type Content, joined, markup } from '../html/html.ts';
import type { Section } from '../html/section.ts';
import { table } from '../html/table.ts';
import { roleGrants } from './role-grants.ts';
import { rolesGraph } from './roles-graph.ts';

/** Who may assume which role. */
export function rolesSection(subject: Subject): Section {
  const grants = roleGrants(subject);
  const shared = { id: 'roles', title: 'Who may assume which role' };
  if (grants.length === 0) {
    const lead = 'There is no ClusterConfig: who may do what was said where the cluster was made.';
    return { ...shared, lead, body: '' };
  }
  return {
    ...shared,
    lead: 'People come in by access entries, pods by their ServiceAccount, the control plane and the nodes by AWS’s own services.',
    body: markup`${drawGraph({
      id: 'roles-graph',
      title: `${grants.length} grants, from who has each to what it allows; the table below lists them`,
      graph: rolesGraph(grants),
    })}
${table({
  id: 'roles-table',
  caption: 'Roles and access policies, from the ClusterConfig',
  stacked: true,
  columns: ['Who', 'Role or policy', 'Through', 'May'].map((name) => ({ name })),
  rows: grants.map(({ who, as, role, through, may }) => ({
    cells: [
      markup`${breakable(who)} <span class="quiet">${as}</span>`,
      breakable(role),
      through,
      joined(may, markup`<br>`),
    ],
  })),
})}`,
  };
}

// An ARN may be broken where it is read as broken anyway.
function breakable(text: string): Content {
  return text.startsWith('arn:') ? joined(text.split(/(?<=[:/])/), markup`<wbr>`) : text;
}
