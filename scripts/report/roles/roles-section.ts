import type { Subject } from '../../../checks/check.ts';
import { drawGraph } from '../graph/draw-graph.ts';
import { breakable } from '../html/breakable.ts';
import { type Html, joined, markup } from '../html/html.ts';
import { behind, type Section } from '../html/section.ts';
import { type Row, table } from '../html/table.ts';
import { type RoleGrant, roleGrants } from './role-grants.ts';
import { alikeGrants, rolesGraph } from './roles-graph.ts';

/** Who may assume which role. */
export function rolesSection(subject: Subject): Section {
  const grants = roleGrants(subject);
  const shared = { id: 'roles', title: 'Who may assume which role' };
  if (grants.length === 0) {
    const lead = 'There is no ClusterConfig: who may do what was said where the cluster was made.';
    return { ...shared, lead, body: '' };
  }
  const groups = alikeGrants(grants);
  const folded = groups.filter(({ length }) => length > 1).flat();
  return {
    ...shared,
    lead: 'People get in with access entries, pods with their ServiceAccount. The control plane and the nodes get their roles from AWS.',
    body: markup`${drawGraph({
      id: 'roles-graph',
      title: `${grants.length} grants, from who has each to what it allows; the table below lists them`,
      graph: rolesGraph(grants),
    })}
${table({
  id: 'roles-table',
  caption: 'Roles and access policies, from the ClusterConfig',
  columns: ['Who', 'Role or policy', 'Through', 'May'].map((name) => ({ name })),
  rows: groups.flatMap(rowOf),
})}
${folded.length > 0 && eachOf(folded)}`,
  };
}

function rowOf(group: readonly RoleGrant[]): Row[] {
  const [grant, ...others] = group;
  if (!grant) return [];
  const { who, as, role, through, may } = grant;
  const isOne = others.every((one) => one.role === role);
  return [
    {
      cells: [
        others.length > 0
          ? `${group.length} IAM users and roles`
          : markup`${breakable(who)} <span class="quiet">${as}</span>`,
        isOne ? breakable(role) : 'one for each',
        through,
        joined(may.map(breakable), markup`<br>`),
      ],
    },
  ];
}

/** What the rows above leave out: a row for each who is given the same as others. */
function eachOf(grants: readonly RoleGrant[]): Html {
  return behind(
    `The ${grants.length} IAM users and roles one by one`,
    table({
      id: 'roles-each-table',
      caption: 'What differs between them',
      columns: ['Who', 'Role or policy'].map((name) => ({ name })),
      rows: grants.map(({ who, role }) => ({ cells: [breakable(who), breakable(role)] })),
    }),
  );
}
