import { allowsVerb, includes } from '../../../checks/autoscaler/granted-rules.ts';
import { at, fields, list } from '../../../checks/values.ts';
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

const everything = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { verbs: ['*'], nonResourceURLs: ['*'] },
];
const readEverything = [{ verbs: ['get', 'list', 'watch'], apiGroups: ['*'], resources: ['*'] }];
const readSecrets = [{ verbs: ['get', 'list', 'watch'], apiGroups: [''], resources: ['secrets'] }];

// AWS lists what each policy allows, and three of them allow what Kubernetes' own roles for people do.
const policies: Readonly<Record<string, readonly object[] | 'admin' | 'edit' | 'view'>> = {
  AmazonEKSAdminPolicy: 'admin',
  AmazonEKSAdminViewPolicy: readEverything,
  AmazonEKSClusterAdminPolicy: everything,
  AmazonEKSEditPolicy: 'edit',
  AmazonEKSSecretReaderPolicy: readSecrets,
  AmazonEKSViewPolicy: 'view',
};

/** The policies of eks:ListAccessPolicies that are for people. */
export const accessPolicies: readonly string[] = Object.keys(policies);

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
    if (allows(rules, wanted)) return true;
  }
  return false;
}

async function rulesOf(role: string, api: ApiRequest): Promise<readonly unknown[]> {
  const { body } = await api('GET', `/apis/rbac.authorization.k8s.io/v1/clusterroles/${role}`);
  return list(at(body, 'rules'));
}

// AWS takes a star in a namespace's name: dev-*.
function holds(namespaces: readonly string[], namespace = ''): boolean {
  return namespaces.some((one) =>
    new RegExp(`^${one.split('*').map(literally).join('.*')}$`).test(namespace),
  );
}

function allows(
  rules: readonly unknown[],
  { verb, group = '', resource = '', name, path }: Wanted,
): boolean {
  return path === undefined
    ? allowsVerb(rules, { verb, group, resource, name })
    : allowsPath(rules, verb, path);
}

function allowsPath(rules: readonly unknown[], verb: string, path: string): boolean {
  return rules.map(fields).some(
    ({ verbs, nonResourceURLs }) =>
      includes(verbs, verb) &&
      list(nonResourceURLs)
        .map(String)
        .some((url) => (url.endsWith('*') ? path.startsWith(url.slice(0, -1)) : url === path)),
  );
}

function literally(text: string): string {
  return text.replace(/[.]/g, '\\.');
}
