import type { ApiRequest } from '../../../control-plane/control-plane.ts';
import type { WishedPolicy } from './wished.ts';

/** What somebody wants to do, as the API server asks. */
export interface Wanted {
  readonly verb: string;
  readonly namespace?: string;
  readonly group?: string;
  /** With its part after a slash: pods/log. */
  readonly resource?: string;
  readonly name?: string;
  /** Of what is no resource: /healthz. */
  readonly path?: string;
}

interface Rule {
  readonly verbs: readonly string[];
  readonly apiGroups?: readonly string[];
  readonly resources?: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

const everything: readonly Rule[] = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { verbs: ['*'], nonResourceURLs: ['*'] },
];
const readEverything: readonly Rule[] = [
  { verbs: ['get', 'list', 'watch'], apiGroups: ['*'], resources: ['*'] },
];

// AWS lists what each policy allows, and three of them allow what Kubernetes' own roles for people do.
const policies: Readonly<Record<string, readonly Rule[] | 'admin' | 'edit' | 'view'>> = {
  AmazonEKSClusterAdminPolicy: everything,
  AmazonEKSAdminViewPolicy: readEverything,
  AmazonEKSAdminPolicy: 'admin',
  AmazonEKSEditPolicy: 'edit',
  AmazonEKSViewPolicy: 'view',
};

/** Whether EKS's access policies allow somebody to do something; whatever else they may do, Kubernetes says itself. */
export async function policiesAllow(
  granted: readonly WishedPolicy[],
  wanted: Wanted,
  api: ApiRequest,
): Promise<boolean> {
  for (const { arn, scope } of granted) {
    if (scope.type === 'namespace' && !holds(scope.namespaces, wanted.namespace)) continue;
    const policy = policies[arn.slice(arn.lastIndexOf('/') + 1)] ?? [];
    const rules = typeof policy === 'string' ? await rulesOf(policy, api) : policy;
    if (rules.some((rule) => allows(rule, wanted))) return true;
  }
  return false;
}

async function rulesOf(role: string, api: ApiRequest): Promise<readonly Rule[]> {
  const { body } = await api('GET', `/apis/rbac.authorization.k8s.io/v1/clusterroles/${role}`);
  return (body as { rules?: readonly Rule[] }).rules ?? [];
}

// AWS takes a star in a namespace's name: dev-*.
function holds(namespaces: readonly string[], namespace = ''): boolean {
  return namespaces.some((one) =>
    new RegExp(`^${one.split('*').map(literally).join('.*')}$`).test(namespace),
  );
}

function allows(rule: Rule, { verb, group = '', resource, name, path }: Wanted): boolean {
  if (!has(rule.verbs, verb)) return false;
  if (path !== undefined) {
    return (rule.nonResourceURLs ?? []).some((url) =>
      url.endsWith('*') ? path.startsWith(url.slice(0, -1)) : url === path,
    );
  }
  const names = rule.resourceNames ?? [];
  return (
    has(rule.apiGroups, group) &&
    has(rule.resources, resource ?? '') &&
    (names.length === 0 || names.includes(name ?? ''))
  );
}

function has(list: readonly string[] = [], value: string): boolean {
  return list.includes('*') || list.includes(value);
}

function literally(text: string): string {
  return text.replace(/[.]/g, '\\.');
}
