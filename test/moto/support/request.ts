import type { IncomingHttpHeaders } from 'node:http';

/** One request to AWS, as the front understood it. */
export interface AwsRequest {
  /** As IAM calls it: eks:DescribeCluster. */
  readonly action: string;
  readonly region: string;
  /** With whose key it is signed. */
  readonly accessKeyId: string;
  readonly method: string;
  /** The path with its query. */
  readonly url: string;
  /** What was asked with: the form's fields, or the JSON body's keys. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly protocol: 'ec2' | 'query' | 'json';
}

const signingNames: Readonly<Record<string, string>> = { monitoring: 'cloudwatch' };

// EKS alone speaks REST: what a method on a path is called.
const eksActions: readonly (readonly [string, RegExp, string])[] = [
  ['GET', /^\/cluster-versions$/, 'DescribeClusterVersions'],
  ['GET', /^\/addons\/supported-versions$/, 'DescribeAddonVersions'],
  ['GET', /^\/clusters$/, 'ListClusters'],
  ['POST', /^\/clusters$/, 'CreateCluster'],
  ['GET', /^\/clusters\/[^/]+$/, 'DescribeCluster'],
  ['DELETE', /^\/clusters\/[^/]+$/, 'DeleteCluster'],
  ['POST', /^\/clusters\/[^/]+\/update-config$/, 'UpdateClusterConfig'],
  ['POST', /^\/clusters\/[^/]+\/updates$/, 'UpdateClusterVersion'],
  ['GET', /^\/clusters\/[^/]+\/updates$/, 'ListUpdates'],
  ['GET', /^\/clusters\/[^/]+\/updates\/[^/]+$/, 'DescribeUpdate'],
  ['GET', /^\/clusters\/[^/]+\/node-groups$/, 'ListNodegroups'],
  ['POST', /^\/clusters\/[^/]+\/node-groups$/, 'CreateNodegroup'],
  ['GET', /^\/clusters\/[^/]+\/node-groups\/[^/]+$/, 'DescribeNodegroup'],
  ['DELETE', /^\/clusters\/[^/]+\/node-groups\/[^/]+$/, 'DeleteNodegroup'],
  ['POST', /^\/clusters\/[^/]+\/node-groups\/[^/]+\/update-config$/, 'UpdateNodegroupConfig'],
  ['POST', /^\/clusters\/[^/]+\/node-groups\/[^/]+\/update-version$/, 'UpdateNodegroupVersion'],
  ['GET', /^\/clusters\/[^/]+\/addons$/, 'ListAddons'],
  ['GET', /^\/clusters\/[^/]+\/addons\/[^/]+$/, 'DescribeAddon'],
  ['DELETE', /^\/clusters\/[^/]+\/addons\/[^/]+$/, 'DeleteAddon'],
  ['POST', /^\/clusters\/[^/]+\/addons\/[^/]+\/update$/, 'UpdateAddon'],
  ['GET', /^\/clusters\/[^/]+\/access-entries$/, 'ListAccessEntries'],
  ['POST', /^\/clusters\/[^/]+\/access-entries$/, 'CreateAccessEntry'],
  ['GET', /^\/clusters\/[^/]+\/access-entries\/[^/]+$/, 'DescribeAccessEntry'],
  ['POST', /^\/clusters\/[^/]+\/access-entries\/[^/]+$/, 'UpdateAccessEntry'],
  ['POST', /^\/clusters\/[^/]+\/access-entries\/[^/]+\/access-policies$/, 'AssociateAccessPolicy'],
  [
    'GET',
    /^\/clusters\/[^/]+\/access-entries\/[^/]+\/access-policies$/,
    'ListAssociatedAccessPolicies',
  ],
  ['GET', /^\/clusters\/[^/]+\/fargate-profiles$/, 'ListFargateProfiles'],
  ['GET', /^\/clusters\/[^/]+\/fargate-profiles\/[^/]+$/, 'DescribeFargateProfile'],
  ['GET', /^\/clusters\/[^/]+\/identity-provider-configs$/, 'ListIdentityProviderConfigs'],
  [
    'POST',
    /^\/clusters\/[^/]+\/identity-provider-configs\/describe$/,
    'DescribeIdentityProviderConfig',
  ],
  ['GET', /^\/clusters\/[^/]+\/capabilities$/, 'ListCapabilities'],
  ['GET', /^\/clusters\/[^/]+\/capabilities\/[^/]+$/, 'DescribeCapability'],
  ['GET', /^\/clusters\/[^/]+\/pod-identity-associations$/, 'ListPodIdentityAssociations'],
  [
    'GET',
    /^\/clusters\/[^/]+\/pod-identity-associations\/[^/]+$/,
    'DescribePodIdentityAssociation',
  ],
  ['GET', /^\/clusters\/[^/]+\/insights\/[^/]+$/, 'DescribeInsight'],
  ['POST', /^\/clusters\/[^/]+\/insights$/, 'ListInsights'],
];

/** Reads which action a signed request asks for. */
export function understand(
  method: string,
  url: string,
  headers: IncomingHttpHeaders,
  body: string,
): AwsRequest {
  const scope = /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\//.exec(headers.authorization ?? '');
  const [, accessKeyId = '', region = '', signed = ''] = scope ?? [];
  const service = signingNames[signed] ?? signed;
  const target = headers['x-amz-target'];
  const common = { region, accessKeyId, method, url };
  if (typeof target === 'string') {
    const action = `${service}:${target.split('.').at(-1)}`;
    return { ...common, action, params: json(body), protocol: 'json' };
  }
  if (service === 'eks') {
    const path = url.split('?')[0] ?? '';
    const name = eksActions.find(([verb, pattern]) => verb === method && pattern.test(path))?.[2];
    return {
      ...common,
      action: `eks:${name ?? `${method} ${path}`}`,
      params: json(body),
      protocol: 'json',
    };
  }
  const form = new URLSearchParams(body || url.split('?')[1]);
  const params = Object.fromEntries(form);
  return {
    ...common,
    action: `${service}:${params.Action ?? `${method} ${url}`}`,
    params,
    protocol: service === 'ec2' ? 'ec2' : 'query',
  };
}

function json(body: string): Record<string, unknown> {
  return body === '' ? {} : (JSON.parse(body) as Record<string, unknown>);
}
