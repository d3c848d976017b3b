import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ApiRequest } from '../../../control-plane/control-plane.ts';
import { kubeconfigOf } from '../../../control-plane/kubeconfig.ts';
import { policiesAllow, type Wanted } from './access-policies.ts';
import { callerOf } from './caller.ts';
import { entryOf, kubernetesUser } from './entry.ts';
import type { WishedCluster } from './wished.ts';

const CACHED = '2s';

/** The API server's flags with which it asks us who somebody is, and what EKS's access policies let them do. */
export function webhookFlags(folder: string, url: string): string[] {
  const config = (what: string): string => {
    const file = join(folder, `${what}.webhook`);
    const known = kubeconfigOf('practice', { server: `${url}/${what}` }, {});
    writeFileSync(file, JSON.stringify(known), { mode: 0o600 });
    return file;
  };
  return [
    `--authentication-token-webhook-config-file=${config('authenticate')}`,
    '--authentication-token-webhook-version=v1',
    `--authentication-token-webhook-cache-ttl=${CACHED}`,
    '--authorization-mode=Node,RBAC,Webhook',
    `--authorization-webhook-config-file=${config('authorize')}`,
    '--authorization-webhook-version=v1',
    `--authorization-webhook-cache-authorized-ttl=${CACHED}`,
    `--authorization-webhook-cache-unauthorized-ttl=${CACHED}`,
  ];
}

/** Answers a TokenReview: who a token's owner is for Kubernetes, if the cluster has an access entry for them. */
export async function reviewToken(
  review: unknown,
  { name, accessEntries }: WishedCluster,
  aws: string,
): Promise<object> {
  const { token = '' } = (review as { spec?: { token?: string } }).spec ?? {};
  const caller = await callerOf(token, name, aws);
  const entry = caller && entryOf(caller.arn, accessEntries);
  const status = entry
    ? { authenticated: true, user: kubernetesUser(caller, entry) }
    : { authenticated: false };
  return { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', status };
}

interface Access {
  readonly extra?: Readonly<Record<string, readonly string[]>>;
  readonly resourceAttributes?: {
    readonly verb: string;
    readonly namespace?: string;
    readonly group?: string;
    readonly resource?: string;
    readonly subresource?: string;
    readonly name?: string;
  };
  readonly nonResourceAttributes?: { readonly verb: string; readonly path: string };
}

/** Answers a SubjectAccessReview: whether the access policies of somebody's entry allow what they want. */
export async function reviewAccess(
  review: unknown,
  { accessEntries }: WishedCluster,
  api: ApiRequest,
): Promise<object> {
  const { spec = {} } = review as { spec?: Access };
  // Whoever came by a token of AWS has their entry's principal with them.
  const [principal] = spec.extra?.canonicalarn ?? spec.extra?.canonicalArn ?? [];
  const entry = accessEntries.find(({ principalArn }) => principalArn === principal);
  const allowed = entry ? await policiesAllow(entry.policies, wantedBy(spec), api) : false;
  const kind = 'SubjectAccessReview';
  return { apiVersion: 'authorization.k8s.io/v1', kind, status: { allowed } };
}

function wantedBy({ resourceAttributes, nonResourceAttributes }: Access): Wanted {
  if (!resourceAttributes) return nonResourceAttributes ?? { verb: '' };
  const { resource = '', subresource, ...rest } = resourceAttributes;
  return { ...rest, resource: subresource ? `${resource}/${subresource}` : resource };
}
