import type { Cluster } from '@aws-sdk/client-eks';
import { parse } from 'yaml';
import { withKubectl } from '../../../aws/kubectl.ts';
import { type Fields, listAt } from '../../diff/eksctl/context.ts';

const NODES = 'system:nodes';

/** The entries of the ConfigMap aws-auth, but for those of nodes; or why Kubernetes could not be asked. */
export function mappingsAsTheyAre(
  cluster: Cluster,
  region: string,
  wanted: Fields,
): Promise<Fields[] | string> {
  const list = listAt(wanted, 'iamIdentityMappings');
  return withKubectl(cluster, region, async (kubectl) => {
    const refusal = await kubectl.refusal();
    if (refusal !== undefined) return refusal;
    const map = [
      'get',
      'configmap',
      'aws-auth',
      '--namespace',
      'kube-system',
      '--ignore-not-found',
    ];
    const text = await kubectl.text([...map, '-o', 'json']);
    const { data = {} } = (text.trim() ? JSON.parse(text) : {}) as {
      data?: Readonly<Record<string, string>>;
    };
    const there = [
      ...entries(data.mapRoles).map((entry) => mapping(entry.rolearn, entry)),
      ...entries(data.mapUsers).map((entry) => mapping(entry.userarn, entry)),
      ...((parse(data.mapAccounts ?? '[]') ?? []) as unknown[]).map((account) => ({
        account: String(account),
      })),
    ];
    // What a service may do is in roles that its mapping does not tell of.
    const services = list.filter(({ serviceName }) => serviceName !== undefined);
    const people = there.filter((entry) => !isOfNodes(entry) && !isOfService(entry));
    return [...services, ...people.map((entry) => asSaid(entry, list))];
  });
}

function entries(text = '[]'): Fields[] {
  const list: unknown = parse(text);
  return Array.isArray(list) ? (list as Fields[]) : [];
}

function mapping(arn: unknown, { username, groups }: Fields): Fields {
  return {
    arn,
    ...(username !== undefined && { username }),
    ...(groups !== undefined && { groups }),
  };
}

function isOfNodes({ groups }: Fields): boolean {
  return Array.isArray(groups) && groups.includes(NODES);
}

function isOfService({ arn }: Fields): boolean {
  return String(arn).includes(':role/AWSServiceRoleFor');
}

// The ConfigMap does not say whether eksctl was told to refuse a second entry.
function asSaid(entry: Fields, list: readonly Fields[]): Fields {
  const said = list.find(({ arn }) => arn !== undefined && arn === entry.arn);
  return said?.noDuplicateARNs === undefined
    ? entry
    : { ...entry, noDuplicateARNs: said.noDuplicateARNs };
}
