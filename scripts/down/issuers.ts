import type { Cluster } from '@aws-sdk/client-eks';
import type { Aws } from '../../aws/clients.ts';
import type { Stack } from '../../aws/stacks/stacks.ts';

const ISSUER = /oidc\.eks\.[a-z0-9.-]+\/id\/[0-9A-F]+/g;

/**
 * The identity providers of a cluster, as hosts with their paths: its own word, or that of the roles in its stacks,
 * which trust no other.
 */
export async function issuersOf(
  aws: Aws,
  cluster: Cluster | undefined,
  stacks: readonly Stack[],
): Promise<Set<string>> {
  const issuer = cluster?.identity?.oidc?.issuer;
  if (issuer) return new Set([issuer.replace('https://', '')]);
  const cloudformation = await aws.cloudformation();
  const found = new Set<string>();
  for (const { name } of stacks) {
    const { TemplateBody = '' } = await cloudformation.getTemplate({ StackName: name });
    for (const [host] of TemplateBody.matchAll(ISSUER)) found.add(host);
  }
  return found;
}
