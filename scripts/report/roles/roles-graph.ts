import { alike } from '../graph/alike.ts';
import { type Graph, type GraphNode, graphOf } from '../graph/graph.ts';
import type { RoleGrant } from './role-grants.ts';

// More letters would make a picture wider than any page.
const LONGEST = 42;

/** Those who are given the same in the same way, as one. */
export function alikeGrants(grants: readonly RoleGrant[]): readonly (readonly RoleGrant[])[] {
  return alike(grants, ({ kind, through, short }) => `${kind} ${through} ${short}`);
}

/** Who may assume which role, as a picture: those who may, the roles, and what these allow. */
export function rolesGraph(grants: readonly RoleGrant[]): Graph {
  const rows = alikeGrants(grants).flatMap((group) => asRow(group) ?? []);
  return graphOf(
    rows.flatMap(({ who, role, may }) => [who, role, may]),
    rows.flatMap(({ who, role, may }) => [
      { from: who.id, to: role.id },
      { from: role.id, to: may.id },
    ]),
  );
}

interface GraphRow {
  readonly who: GraphNode;
  readonly role: GraphNode;
  readonly may: GraphNode;
}

function asRow(group: readonly RoleGrant[]): GraphRow | undefined {
  const [grant, ...others] = group;
  if (!grant) return undefined;
  const roles = new Set(group.map(({ role }) => role));
  const who = others.length > 0 ? `${group.length} IAM users and roles` : grant.who;
  const role = roles.size > 1 ? 'a group for each' : grant.role;
  // The roles that eksctl makes are as many as those who have them.
  const roleId = isPolicy(grant) ? `${role} ${grant.short}` : `${who} ${grant.as} ${role}`;
  const as = others.length > 0 ? 'people' : grant.as;
  return {
    who: { id: `who ${who} ${as}`, title: short(who), detail: as, tone: tones[grant.kind] },
    role: {
      id: `role ${roleId}`,
      title: short(role),
      detail: roleKind(grant),
      tone: 'other',
    },
    may: { id: `may ${roleId}`, title: short(grant.short), tone: 'ingress' },
  };
}

function roleKind(grant: RoleGrant): string {
  if (!isPolicy(grant)) return 'role';
  return grant.role.startsWith('group ') ? 'Kubernetes group' : 'access policy';
}

function isPolicy({ kind }: RoleGrant): boolean {
  return kind === 'person';
}

const tones = { person: 'outside', pods: 'shop', AWS: 'system' } as const;

// An ARN is told by its end; its account and the rest are in the table.
function short(text: string): string {
  const name = text.replace(/^arn:[^:]*:[^:]*:[^:]*:[^:]*:/, '');
  return name.length > LONGEST ? `…${name.slice(1 - LONGEST)}` : name;
}
