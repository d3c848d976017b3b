import { PolicyError } from './policy-error.ts';

/** What AWS knows about a request beyond its action and resource, by condition key. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

// The keys that every service shares; a service's own can't all be known here.
const globalKeys = new Set(
  [
    'CalledVia',
    'CalledViaFirst',
    'CalledViaLast',
    'CurrentTime',
    'EpochTime',
    'FederatedProvider',
    'MultiFactorAuthAge',
    'MultiFactorAuthPresent',
    'PrincipalAccount',
    'PrincipalArn',
    'PrincipalIsAWSService',
    'PrincipalOrgID',
    'PrincipalOrgPaths',
    'PrincipalServiceName',
    'PrincipalServiceNamesList',
    'PrincipalType',
    'Referer',
    'RequestedRegion',
    'ResourceAccount',
    'ResourceOrgID',
    'ResourceOrgPaths',
    'SecureTransport',
    'SourceAccount',
    'SourceArn',
    'SourceIp',
    'SourceOrgID',
    'SourceVpc',
    'SourceVpce',
    'TagKeys',
    'TokenIssueTime',
    'UserAgent',
    'userid',
    'username',
    'ViaAWSService',
    'VpcSourceIp',
  ].map((name) => `aws:${name.toLowerCase()}`),
);
const tagged = /^aws:(principaltag|requesttag|resourcetag)\/.+$/;

/** A key's values in a request: undefined when the request has none. Names of keys have no case. */
export function valuesOf(context: Context, key: string): string | readonly string[] | undefined {
  const name = knownKey(key);
  const found = Object.entries(context).find(([one]) => one.toLowerCase() === name);
  return found?.[1];
}

// A misspelt key would be absent from every request, and a negated condition on it always true.
function knownKey(key: string): string {
  const name = key.toLowerCase();
  const isKnown = name.startsWith('aws:')
    ? globalKeys.has(name) || tagged.test(name)
    : /^[^\s:]+:[^\s]+$/.test(name);
  if (!isKnown) throw new PolicyError(`${key} is not a condition key`);
  return name;
}
