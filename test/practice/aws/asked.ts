import { readFileSync } from 'node:fs';
import type { Context } from '../../../eksctl/iam/context.ts';
import { playedAccount } from '../../../scripts/practice/aws/played-account.ts';

/** A line of the played AWS's log. */
export interface Asked {
  readonly action: string;
  readonly region: string;
  /** eksctl, aws-cli, …; what CloudFormation and EKS ask is Boto3's. */
  readonly program: string;
  /** Who asked in the caller's place. */
  readonly via: 'cloudformation' | 'eks' | null;
  readonly path: string;
  readonly asked: Readonly<Record<string, unknown>>;
  readonly status: number;
}

/** What was asked for with a caller's own rights: EKS works with those of its own role. */
export function askedBy(log: string, program: string): Asked[] {
  return readFileSync(log, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Asked)
    .filter((line) => line.via === 'cloudformation' || (!line.via && line.program === program));
}

/** On what an action is asked, and under which circumstances, as far as a policy of ours can ask for them. */
export function requestOf({ action, region, path, asked }: Asked, cluster: string) {
  const { account } = playedAccount;
  const [service = '', name = ''] = action.split(':');
  const arn = (what: string) => `arn:aws:${service}:${region}:${account}:${what}`;
  const iam = (what: string) => `arn:aws:iam::${account}:${what}`;
  const text = (key: string) => String(asked[key] ?? '');
  const stack = text('StackName');
  const tags = tagsIn(asked);
  const context: Record<string, string> = {
    'aws:RequestedRegion': region,
    ...Object.fromEntries(
      Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value]),
    ),
  };
  const at = (resource: string, more: Context = {}) => ({
    action,
    resource,
    context: { ...context, ...more },
  });
  switch (service) {
    case 'eks': {
      const [, , , part, id = ''] = decodeURIComponent(path.split('?')[0] ?? '').split('/');
      const kind = { 'node-groups': 'nodegroup', addons: 'addon' }[part ?? ''];
      const isCreated = /^Create(Nodegroup|Addon|AccessEntry)$/.test(name) || !id;
      if (
        /^(ListClusters|CreateCluster|Describe(ClusterVersions|AddonVersions|AddonConfiguration))$/.test(
          name,
        )
      ) {
        return at('*');
      }
      return at(arn(kind && !isCreated ? `${kind}/${cluster}/${id}/uuid` : `cluster/${cluster}`));
    }
    case 'cloudformation':
      return at(!stack ? '*' : stack.startsWith('arn:') ? stack : arn(`stack/${stack}/uuid`));
    case 'iam': {
      if (asked.RoleName) return at(iam(`role/${text('RoleName')}`), policyIn(asked));
      const provider = text('OpenIDConnectProviderArn');
      if (provider) return at(provider, ofCluster(cluster));
      return at(iam(`oidc-provider/${text('Url').replace(/^https:\/\/|:443/g, '')}`));
    }
    case 'logs':
      return at(arn(`log-group:${text('logGroupName')}`));
    case 'ssm':
      return at(`arn:aws:ssm:${region}::parameter${text('Name')}`);
    case 'autoscaling':
      return name === 'CreateOrUpdateTags'
        ? at(
            arn(`autoScalingGroup:uuid:autoScalingGroupName/${text('Tags.member.1.ResourceId')}`),
            {
              'aws:ResourceTag/eks:cluster-name': cluster,
            },
          )
        : at('*');
    case 'ec2':
      return at(arn(`${ec2Kinds[name] ?? 'thing'}/id`), {
        ...ofCluster(cluster),
        'ec2:CreateAction': 'CreateSomething',
      });
    default:
      return at('*');
  }
}

// What the statements ask for by its kind alone.
const ec2Kinds: Readonly<Record<string, string>> = {
  CreateVpc: 'vpc',
  CreateInternetGateway: 'internet-gateway',
  AllocateAddress: 'elastic-ip',
  CreateLaunchTemplate: 'launch-template',
  CreateLaunchTemplateVersion: 'launch-template',
  DeleteLaunchTemplate: 'launch-template',
};

function ofCluster(cluster: string): Context {
  return {
    'aws:ResourceTag/alpha.eksctl.io/cluster-name': cluster,
    [`aws:ResourceTag/kubernetes.io/cluster/${cluster}`]: 'owned',
  };
}

function policyIn(asked: Readonly<Record<string, unknown>>): Context {
  return typeof asked.PolicyArn === 'string' ? { 'iam:PolicyARN': asked.PolicyArn } : {};
}

function tagsIn(asked: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(asked)
      .filter(([key]) => /^Tags?\.(member\.)?\d+\.Key$/.test(key))
      .map(([key, name]) => [String(name), String(asked[key.replace(/Key$/, 'Value')])]),
  );
}
