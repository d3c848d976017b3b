import type { Kubectl } from '../../../control-plane/control-plane.ts';

/** Something that an account may do, or may not. */
export interface Access {
  readonly verb: string;
  /** E.g. pods/eviction. */
  readonly resource: string;
  readonly group?: string;
  /** Everywhere, unless given. */
  readonly namespace?: string;
  readonly name?: string;
}

/** What an account may and may not do. */
export interface Rights {
  readonly needed: readonly Access[];
  readonly forbidden: readonly Access[];
}

/** Asks the API server as the account itself; answers with rights that it lacks and those that it has too many. */
export async function accessProblems(
  as: Kubectl,
  { needed, forbidden }: Rights,
): Promise<string[]> {
  const all = [...needed, ...forbidden];
  const allowed = await review(as, all);
  return all.flatMap((access, index) => {
    const should = index < needed.length;
    if (allowed[index] === should) return [];
    return [`${should ? 'may not' : 'may'} ${describe(access)}`];
  });
}

/** Several verbs on several resources. */
export function accesses(
  verbs: readonly string[],
  resources: readonly string[],
  more: Omit<Access, 'verb' | 'resource'> = {},
): Access[] {
  return resources.flatMap((resource) => verbs.map((verb) => ({ verb, resource, ...more })));
}

async function review(as: Kubectl, all: readonly Access[]): Promise<boolean[]> {
  const items = all.map(({ resource: written, ...rest }) => {
    const [resource, subresource] = written.split('/');
    return {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: { resourceAttributes: { ...rest, resource, subresource } },
    };
  });
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
  const args = ['create', '-f', '-', '-o', 'jsonpath={.status.allowed}{"\\n"}'];
  const { code, stdout, stderr } = await as(args, { input });
  const answers = stdout.trim().split('\n');
  if (code !== 0 || answers.length !== all.length) throw new Error(`access reviews: ${stderr}`);
  return answers.map((answer) => answer === 'true');
}

function describe({ verb, resource, group, namespace, name }: Access): string {
  const what = `${resource}${group ? `.${group}` : ''}${name ? `/${name}` : ''}`;
  return `${verb} ${what}${namespace ? ` in ${namespace}` : ''}`;
}
