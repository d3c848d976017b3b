import type { ClusterConfig } from '../../config/schema.ts';
import { isAhead } from '../../config/ahead.ts';
import { tableLines } from '../../terminal/table.ts';
import { sentence } from '../../terminal/wrap.ts';
import { fixFor } from './issue-fixes.ts';
import type {
  Addon,
  ClusterStatus,
  ControlPlane,
  HealthIssue,
  NodeGroup,
} from '../../aws/addons/status.ts';

/** A cluster's status as its user reads it: the parts in a table, what is wrong, and what to do next. */
export function statusLines(status: ClusterStatus, config?: ClusterConfig): string[] {
  const { cluster, region, controlPlane, nodeGroups, addons, missing, unfinished, unknown } =
    status;
  if (!controlPlane) return [`${cluster}  ${region}`, ...absent(status).flatMap(indent)];
  const { kubernetes, platform, support } = controlPlane;
  const table = tableLines({
    rows: [
      ['control plane', controlPlane.status, reach(controlPlane)],
      ...nodeGroups.map((group) => [`node group ${group.name}`, group.status, nodes(group)]),
      ...addons.map((addon) => [`addon ${addon.name}`, addon.status, version(addon)]),
      ...missing.map((what) => [what, 'not there', 'the cluster file has it']),
    ],
    indent: '  ',
    lead: 2,
  });
  const all = [controlPlane, ...nodeGroups, ...addons];
  return [
    ...sentence(
      `${cluster}  ${region}, Kubernetes ${kubernetes}${platform && ` (${platform})`}, ${support} support`,
    ),
    ...table,
    ...all.flatMap(({ name, issues }) => issues.flatMap((issue) => issueLines(name, issue))),
    ...unfinished.flatMap((what) => indent(`lacks ${what}`)),
    ...unknown.flatMap((note) => indent(`not known: ${note}`)),
    ...next(status, config).flatMap(indent),
  ];
}

function absent({ cluster, region, stack, unknown }: ClusterStatus): string[] {
  const notes = unknown.map((note) => `not known: ${note}`);
  if (!stack) return [`not made yet: npm run up -- --cluster ${cluster}`, ...notes];
  const { name, status, reason } = stack;
  const head = `there is no cluster, but the stack ${name} is ${status}`;
  if (/^CREATE_IN_PROGRESS$/.test(status)) {
    return [head, `it is being made: npm run status -- --cluster ${cluster} --wait`, ...notes];
  }
  return [
    head,
    ...(reason ? [`what failed first: ${reason}`] : []),
    /^DELETE_IN_PROGRESS$/.test(status)
      ? 'it is being deleted'
      : `delete it before the next try: npm run down -- --cluster ${cluster} --region ${region}`,
    ...notes,
  ];
}

function reach({ from }: ControlPlane): string {
  return from.length > 0 ? `answers ${from.join(', ')}` : 'answers nobody outside its network';
}

function nodes(group: NodeGroup): string {
  const { running, desired, min, max, instanceTypes, release, newerRelease } = group;
  const count = running === undefined ? `${desired}` : `${running} of ${desired}`;
  const newer = newerRelease ? `; newer: ${newerRelease}` : '';
  // EKS names none where the launch template does.
  const types = instanceTypes.join(', ') || "its launch template's type";
  return `${count} nodes (${min} to ${max}) × ${types}, image ${release}${newer}`;
}

function version({ version, newerVersion }: Addon): string {
  return newerVersion ? `${version}; newer: ${newerVersion}` : version;
}

function issueLines(name: string, { code, message, resources }: HealthIssue): string[] {
  const of = resources.length > 0 ? ` (${resources.join(', ')})` : '';
  const fix = fixFor(code);
  return [
    ...indent(`${name}: ${code}: ${message}${of}`),
    ...(fix ? sentence(fix, { first: '    ' }) : []),
  ];
}

function next(
  { cluster, region, controlPlane, nodeGroups, addons, missing, unfinished }: ClusterStatus,
  config: ClusterConfig | undefined,
): string[] {
  const running = controlPlane?.kubernetes;
  const where = `--cluster ${cluster} --region ${region}`;
  const [newerAddon, ...more] = addons.filter(({ newerVersion }) => newerVersion);
  return [
    ...(config && running ? againstFile(config, running) : []),
    ...(missing.length + unfinished.length > 0 && controlPlane?.status === 'ACTIVE'
      ? [`what is missing: npm run up -- --cluster ${cluster} continues where it stopped`]
      : []),
    ...nodeGroups
      .filter(({ kubernetes }) => running && kubernetes && isAhead(running, kubernetes))
      .map(
        ({ name, kubernetes }) =>
          `node group ${name} runs Kubernetes ${kubernetes}, behind the control plane: npm run upgrade`,
      ),
    ...nodeGroups
      .filter(({ newerRelease }) => newerRelease)
      .map(
        ({ name, kubernetes }) =>
          `newer node image: eksctl upgrade nodegroup --name ${name} --kubernetes-version ${kubernetes} ${where}`,
      ),
    ...(newerAddon
      ? [
          `newer addon${more.length > 0 ? 's' : ''}: eksctl update addon --name ${more.length > 0 ? '<addon>' : newerAddon.name} --version latest ${where}`,
        ]
      : []),
  ];
}

function againstFile({ name, kubernetes }: ClusterConfig, running: string): string[] {
  if (isAhead(kubernetes, running)) {
    return [`the cluster file says Kubernetes ${kubernetes}: npm run upgrade -- --cluster ${name}`];
  }
  return kubernetes === running
    ? []
    : [
        `the cluster file says Kubernetes ${kubernetes}, and ${running} runs: write that into it`,
        `  or go back within seven days of the upgrade: npm run upgrade -- --cluster ${name} --to ${kubernetes}`,
      ];
}

function indent(line: string): string[] {
  return sentence(line, { first: '  ', next: '    ' });
}
