import type { Account } from './account.ts';
import { type Answer, failed, type Front } from './front.ts';
import type { AwsRequest } from './request.ts';
import { motoOf } from './straight.ts';
import {
  defaultKubernetes,
  eksSupport,
  kubernetesVersions,
  minorOf,
} from '../../../tables/kubernetes.ts';

/** An addon as EKS describes it. */
export interface AddonState {
  version: string;
  status: string;
  roleArn?: string;
  configurationValues?: string;
  issues?: { code: string; message: string }[];
}

/** An access entry and the policies associated with it. */
export interface AccessEntryState {
  type: string;
  username: string;
  groups: string[];
  policies: string[];
}

/** A node group, as far as moto has it otherwise. */
export interface NodeGroupState {
  version: string;
  releaseVersion: string;
  status: string;
  issues: { code: string; message: string; resourceIds?: string[] }[];
}

/** A change as EKS tells of it. */
export interface UpdateState {
  status: string;
  readonly type: string;
  readonly params?: readonly { type: string; value: string }[];
  readonly errors?: readonly { errorCode: string; errorMessage: string }[];
  /** In seconds. */
  readonly createdAt?: number;
}

/** What EKS knows of a cluster and moto doesn't. */
export interface ClusterState {
  version: string;
  status: string;
  platformVersion: string;
  issuer: string;
  endpoint: string;
  authenticationMode: string;
  supportType: string;
  vpc: Record<string, unknown>;
  health: { code: string; message: string; resourceIds?: string[] }[];
  readonly addons: Map<string, AddonState>;
  readonly accessEntries: Map<string, AccessEntryState>;
  readonly nodeGroups: Map<string, NodeGroupState>;
  readonly insights: Record<string, unknown>[];
  /** How often a change is seen under way before it is done. */
  slowness: number;
  /** A change that is under way: what is left of its slowness, and how it ends. */
  change?: { left: number; done: () => void };
  readonly updates: Map<string, UpdateState>;
}

const CREATED = Date.UTC(2026, 10, 1) / 1000;
const ACCOUNT = '123456789012';
const states = new WeakMap<Front, Map<string, ClusterState>>();

/** The clusters of an account beyond moto; answers EKS's actions for them, from the first call on. */
export function eksState(account: Account): Map<string, ClusterState> {
  const known = states.get(account.front);
  if (known) return known;
  const clusters = new Map<string, ClusterState>();
  states.set(account.front, clusters);
  answerEks(account, clusters);
  return clusters;
}

/** An addon's version that EKS offers for a minor: the newest, or the one before. */
export function addonVersion(addon: string, minor: string, age: 'newest' | 'older'): string {
  const build = age === 'newest' ? 2 : 1;
  return addon === 'kube-proxy'
    ? `v${minor}.1-eksbuild.${build}`
    : `${newest[addon] ?? 'v1.0.0'}-eksbuild.${build}`;
}

const newest: Readonly<Record<string, string>> = {
  'vpc-cni': 'v1.20.4',
  coredns: 'v1.12.4',
  'metrics-server': 'v0.8.0',
  'aws-ebs-csi-driver': 'v1.50.1',
};

function answerEks(account: Account, clusters: Map<string, ClusterState>): void {
  const { front } = account;
  const aws = motoOf(account);
  const missing = (message: string) =>
    failed({ code: 'ResourceNotFoundException', message, status: 404 }, 'json');
  const about =
    (answer: (state: ClusterState, parts: string[], request: AwsRequest) => unknown) =>
    async (request: AwsRequest): Promise<Answer | undefined> => {
      const parts = (request.url.split('?')[0] ?? '').split('/').map(decodeURIComponent);
      const state = clusters.get(parts[2] ?? '');
      if (!state) return missing(`No cluster found for name: ${parts[2]}.`);
      const body = await answer(state, parts, request);
      return body === undefined ? undefined : isAnswer(body) ? body : { body };
    };

  front.usually('eks:DescribeClusterVersions', () => ({
    body: {
      clusterVersions: kubernetesVersions.toReversed().map((clusterVersion) => ({
        clusterVersion,
        clusterType: 'eks',
        defaultVersion: clusterVersion === defaultKubernetes,
        versionStatus: `${eksSupport(clusterVersion).toUpperCase()}_SUPPORT`,
        endOfStandardSupportDate: Date.parse(minorOf(clusterVersion).standardUntil) / 1000,
        endOfExtendedSupportDate: Date.parse(minorOf(clusterVersion).extendedUntil) / 1000,
      })),
    },
  }));
  front.usually('eks:DescribeAddonVersions', ({ url }) => {
    const query = new URLSearchParams(url.split('?')[1]);
    const minor = query.get('kubernetesVersion') ?? defaultKubernetes;
    const name = query.get('addonName');
    const names = name ? [name] : ['vpc-cni', 'coredns', 'kube-proxy', 'metrics-server'];
    return {
      body: {
        addons: names.map((addonName) => ({
          addonName,
          type: 'networking',
          addonVersions: (['newest', 'older'] as const).map((age) => ({
            addonVersion: addonVersion(addonName, minor, age),
            compatibilities: [{ clusterVersion: minor, defaultVersion: age === 'older' }],
          })),
        })),
      },
    };
  });
  front.usually(
    'eks:DescribeCluster',
    about(async (state, _parts, request) => {
      const answer = await front.askEks(request);
      if (answer.status !== 200) return answer;
      goOn(state);
      const { cluster } = answer.body as { cluster: Record<string, unknown> };
      return {
        cluster: {
          ...cluster,
          version: state.version,
          status: state.status,
          platformVersion: state.platformVersion,
          endpoint: state.endpoint,
          identity: { oidc: { issuer: state.issuer } },
          resourcesVpcConfig: state.vpc,
          accessConfig: {
            authenticationMode: state.authenticationMode,
            bootstrapClusterCreatorAdminPermissions: true,
          },
          upgradePolicy: { supportType: state.supportType },
          health: { issues: state.health },
          certificateAuthority: { data: 'Q0E=' },
          createdAt: CREATED,
        },
      };
    }),
  );
  front.usually(
    'eks:UpdateClusterConfig',
    about((state, _parts, { params }) => {
      const { resourcesVpcConfig = {} } = params as {
        resourcesVpcConfig?: Record<string, unknown>;
      };
      state.vpc = { ...state.vpc, ...resourcesVpcConfig };
      return begin(state, 'EndpointAccessUpdate', 'UPDATING', () => undefined);
    }),
  );
  front.usually(
    'eks:UpdateClusterVersion',
    about((state, _parts, { params }) =>
      begin(state, 'VersionUpdate', 'UPDATING', () => (state.version = String(params.version))),
    ),
  );
  front.usually(
    'eks:ListUpdates',
    about(({ updates }) => ({ updateIds: [...updates.keys()] })),
  );
  front.usually(
    'eks:UpdateNodegroupVersion',
    about((state, parts, { params }) => {
      const group = state.nodeGroups.get(parts[4] ?? '');
      const version = String(params.version);
      if (group) Object.assign(group, { version, releaseVersion: `${version}.1-20261101` });
      return { update: { id: record(state, { type: 'VersionUpdate', status: 'Successful' }) } };
    }),
  );
  front.usually(
    'eks:DescribeUpdate',
    about((state, parts) => {
      goOn(state);
      const update = state.updates.get(parts[4] ?? '');
      if (!update) return missing(`No update found for ID: ${parts[4]}`);
      return { update: { id: parts[4], params: [], errors: [], createdAt: CREATED, ...update } };
    }),
  );
  front.usually(
    'eks:DescribeNodegroup',
    about(async (state, parts, request) => {
      const answer = await front.askEks(request);
      const group = state.nodeGroups.get(parts[4] ?? '');
      if (answer.status !== 200 || !group) return answer;
      const { nodegroup } = answer.body as { nodegroup: Record<string, unknown> };
      const { issues, ...facts } = group;
      return { nodegroup: { ...nodegroup, ...facts, health: { issues }, createdAt: CREATED } };
    }),
  );
  front.usually(
    'eks:UpdateNodegroupConfig',
    about(async (_state, parts, request) => {
      const { scalingConfig } = request.params as {
        scalingConfig?: { minSize?: number; maxSize?: number; desiredSize?: number };
      };
      if (!scalingConfig) return undefined;
      const { minSize, maxSize, desiredSize } = scalingConfig;
      if (maxSize !== undefined && maxSize < 1) {
        return failed(
          { code: 'InvalidParameterException', message: 'maxSize must be at least 1' },
          'json',
        );
      }
      const eks = await aws.eks();
      const { nodegroup } = await eks.describeNodegroup({
        clusterName: parts[2],
        nodegroupName: parts[4],
      });
      const group = nodegroup?.resources?.autoScalingGroups?.[0]?.name;
      await (
        await aws.autoscaling()
      ).updateAutoScalingGroup({
        AutoScalingGroupName: group,
        MinSize: minSize,
        MaxSize: maxSize,
        DesiredCapacity: desiredSize,
      });
      return undefined;
    }),
  );
  front.usually(
    'eks:ListAddons',
    about(({ addons }) => ({ addons: [...addons.keys()] })),
  );
  front.usually(
    'eks:DescribeAddon',
    about(({ addons }, parts) => {
      const addon = addons.get(parts[4] ?? '');
      if (!addon) return missing(`No addon: ${parts[4]} found in cluster: ${parts[2]}`);
      return {
        addon: {
          addonName: parts[4],
          clusterName: parts[2],
          status: addon.status,
          addonVersion: addon.version,
          health: { issues: addon.issues ?? [] },
          addonArn: `arn:aws:eks:us-west-2:${ACCOUNT}:addon/${parts[2]}/${parts[4]}/0`,
          createdAt: CREATED,
          modifiedAt: CREATED,
          serviceAccountRoleArn: addon.roleArn,
          configurationValues: addon.configurationValues,
          tags: {},
        },
      };
    }),
  );
  front.usually(
    'eks:ListAccessEntries',
    about(({ accessEntries }) => ({ accessEntries: [...accessEntries.keys()] })),
  );
  front.usually(
    'eks:DescribeAccessEntry',
    about(({ accessEntries }, parts) => {
      const arn = parts.slice(4).join('/');
      const entry = accessEntries.get(arn);
      if (!entry) return missing(`The specified principalArn could not be found: ${arn}`);
      return {
        accessEntry: {
          clusterName: parts[2],
          principalArn: arn,
          kubernetesGroups: entry.groups,
          username: entry.username,
          type: entry.type,
          createdAt: CREATED,
          modifiedAt: CREATED,
          tags: {},
        },
      };
    }),
  );
  front.usually(
    'eks:CreateAccessEntry',
    about(({ accessEntries }, _parts, { params }) => {
      const {
        principalArn,
        type = 'STANDARD',
        kubernetesGroups: groups = [],
      } = params as {
        principalArn: string;
        type?: string;
        kubernetesGroups?: string[];
      };
      if (accessEntries.has(principalArn)) {
        const message = 'The specified access entry resource is already in use on this cluster.';
        return failed({ code: 'ResourceInUseException', message, status: 409 }, 'json');
      }
      accessEntries.set(principalArn, { type, username: '', groups, policies: [] });
      return { accessEntry: { principalArn } };
    }),
  );
  front.usually(
    'eks:UpdateAccessEntry',
    about(({ accessEntries }, parts, { params }) => {
      const entry = accessEntries.get(parts[4] ?? '');
      if (!entry) return missing(`The specified principalArn could not be found: ${parts[4]}`);
      entry.groups = params.kubernetesGroups as string[];
      return { accessEntry: { principalArn: parts[4] } };
    }),
  );
  front.usually(
    'eks:AssociateAccessPolicy',
    about(({ accessEntries }, parts, { params }) => {
      const entry = accessEntries.get(parts[4] ?? '');
      if (!entry) return missing(`The specified principalArn could not be found: ${parts[4]}`);
      const policyArn = String(params.policyArn);
      entry.policies = [...new Set([...entry.policies, policyArn])];
      return {
        clusterName: parts[2],
        principalArn: parts[4],
        associatedAccessPolicy: { policyArn },
      };
    }),
  );
  front.usually(
    'eks:ListAssociatedAccessPolicies',
    about(({ accessEntries }, parts) => ({
      clusterName: parts[2],
      principalArn: parts[4],
      associatedAccessPolicies: (accessEntries.get(parts[4] ?? '')?.policies ?? []).map(
        (policyArn) => ({
          policyArn,
          accessScope: { type: 'cluster', namespaces: [] },
          associatedAt: CREATED,
          modifiedAt: CREATED,
        }),
      ),
    })),
  );
  front.usually(
    'eks:ListPodIdentityAssociations',
    about(() => ({ associations: [] })),
  );
  front.usually(
    'eks:ListInsights',
    about(({ insights }, _parts, { params }) => {
      const { categories = [] } = (params.filter ?? {}) as { categories?: unknown[] };
      return { insights: insights.filter(({ category }) => categories.includes(category)) };
    }),
  );
}

/** Lets EKS have brought a control plane to another version, as eksctl has it do. */
export function changeVersion(state: ClusterState, version: string, daysAgo = 0): void {
  record(state, {
    type:
      Number(version.slice(2)) < Number(state.version.slice(2))
        ? 'VersionRollback'
        : 'VersionUpdate',
    status: 'Successful',
    params: [{ type: 'Version', value: version }],
    createdAt: Date.now() / 1000 - daysAgo * 24 * 60 * 60,
  });
  state.version = version;
}

function record({ updates }: ClusterState, update: UpdateState): string {
  const id = `update-${updates.size + 1}`;
  updates.set(id, update);
  return id;
}

// Changes that EKS takes its time for: seen under way a few times, then done.
function begin(state: ClusterState, type: string, status: string, done: () => void): object {
  const update: UpdateState = { status: 'InProgress', type };
  const id = record(state, update);
  state.status = status;
  state.change = {
    left: state.slowness,
    done: () => {
      done();
      state.status = 'ACTIVE';
      update.status = 'Successful';
    },
  };
  return { update: { id, params: [], errors: [], createdAt: CREATED, ...update } };
}

function goOn(state: ClusterState): void {
  if (!state.change) return;
  if (state.change.left-- > 0) return;
  state.change.done();
  state.change = undefined;
}

function isAnswer(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && 'body' in value;
}
