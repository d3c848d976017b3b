import { quote } from '../../../terminal/shell.ts';
import { addonsAfterAutoMode } from './addons.ts';
import { at, awsFlags, type Context, clusterFlags, isAuto } from './context.ts';
import { withPart } from './part.ts';
import { type Move, newCluster, noCommand, nothing, run, type Taken } from './taken.ts';

/** What happens when standard support ends, which eksctl sets only at creation. */
export function upgradePolicy(context: Context): Taken {
  const { after } = context.change;
  const supportType = typeof after === 'string' ? after : 'EXTENDED';
  return run({
    command: `aws eks update-cluster-config ${awsFlags(context, '--name')} --upgrade-policy supportType=${quote(supportType)}`,
    why: 'what happens when standard support ends; eksctl sets it only at creation',
    update: { goesOn: true },
  });
}

/** Roles for ServiceAccounts. */
export function oidc(context: Context): Taken {
  if (context.change.after !== true) {
    return nothing('the OIDC provider stays: other roles may trust it');
  }
  return run({
    command: `eksctl utils associate-iam-oidc-provider -f ${quote(context.file)} --approve`,
    why: 'lets ServiceAccounts have roles',
  });
}

/** EKS Auto Mode; of a file that does not name it, eksctl takes nothing. */
export function autoMode(context: Context): Taken {
  const isOn = isAuto(context.after);
  const wasOn = isAuto(context.before);
  if (!isOn && !wasOn) return nothing('Auto Mode stays off');
  if (isOn) return run(fromFile(context, 'whether EKS brings its own nodes'));
  return run(...addonsAfterAutoMode(context), { ...turnOff(context), phase: 'Auto Mode off' });
}

function turnOff(context: Context): Move {
  const why = "EKS's own nodes go, with their pods";
  if (at(context.after, 'autoModeConfig.enabled') === false) return fromFile(context, why);
  const off = { autoModeConfig: { enabled: false } };
  return {
    ...withPart(context, 'auto-mode-off', off, 'update auto-mode-config'),
    why,
    update: { goesOn: false },
  };
}

function fromFile({ file }: Context, why: string) {
  return {
    command: `eksctl update auto-mode-config -f ${quote(file)}`,
    why,
    update: { goesOn: false },
  };
}

/** The role of the nodes that EKS brings. */
export function autoModeRole(context: Context): Taken {
  const { before, after } = context.change;
  const wasOn = isAuto(context.before);
  const isOn = isAuto(context.after);
  if (!wasOn || !isOn) return autoMode(context);
  if (before === undefined || after === undefined) {
    return nothing('Auto Mode keeps the role that it has');
  }
  return noCommand(
    'eksctl changes this role only where Auto Mode is off: turn it off with one plan, and on with the next',
  );
}

/** Encryption of Secrets with an own key, which is never taken back or changed. */
export function encryption({ change, file }: Context): Taken {
  if (change.before !== undefined) {
    return newCluster('a cluster keeps the key for its Secrets');
  }
  return run({
    command: `eksctl utils enable-secrets-encryption -f ${quote(file)} --approve`,
    why: 'encrypts Secrets with your key; you cannot undo this',
    update: { goesOn: false },
  });
}

/** Moving traffic away from a failing zone. */
export function zonalShift(context: Context): Taken {
  const isSaid = at(context.after, 'zonalShiftConfig.enabled') !== undefined;
  const from = isSaid
    ? `-f ${quote(context.file)}`
    : `${clusterFlags(context)} --enable-zonal-shift=false`;
  return run({
    command: `eksctl utils update-zonal-shift-config ${from}`,
    why: 'whether AWS may move traffic out of a failing zone',
    update: { goesOn: false },
  });
}

/** How large EKS makes the control plane. */
export function scalingTier(context: Context): Taken {
  const tier = at(context.after, 'controlPlaneScalingConfig.tier') ?? 'standard';
  return run({
    command: `aws eks update-cluster-config ${awsFlags(context, '--name')} --control-plane-scaling-config tier=${quote(String(tier))}`,
    why: 'how large the control plane is; eksctl sets it only at creation',
    update: { goesOn: true },
  });
}

/** Settings of Kubernetes' own parts; eksctl takes none back. */
export function components(context: Context): Taken {
  const [part = ''] = context.change.path;
  if (at(context.after, part) === undefined || context.change.after === undefined) {
    return nothing('the file no longer says it, and the control plane keeps it');
  }
  return run({
    command: `eksctl utils update-control-plane-component-config -f ${quote(context.file)}`,
    why: "settings of the control plane's parts",
    update: { goesOn: false },
  });
}

/** The networks of nodes and pods outside of AWS. eksctl changes them together with the version. */
export function remoteNetworks(context: Context): Taken {
  const wanted = context.after.remoteNetworkConfig as Record<string, unknown> | undefined;
  const why = 'the networks of the nodes and pods outside of AWS';
  const version = at(context.after, 'metadata.version');
  if (wanted && version !== undefined && version === at(context.before, 'metadata.version')) {
    return run({
      command: `eksctl upgrade cluster -f ${quote(context.file)} --approve`,
      why,
      update: { goesOn: false },
    });
  }
  const { remoteNodeNetworks = [], remotePodNetworks = [] } = wanted ?? {};
  const networks = JSON.stringify({ remoteNodeNetworks, remotePodNetworks });
  return run({
    command: `aws eks update-cluster-config ${awsFlags(context, '--name')} --remote-network-config ${quote(networks)}`,
    why: `${why}; eksctl would change the version with them`,
    update: { goesOn: true },
  });
}

/** How far the control plane's own role may reach. */
export function boundary(context: Context): Taken {
  const { after } = context.change;
  const role = `"$(${roleOf(context)})"`;
  const rest = `--role-name ${role}`;
  return run({
    command:
      after === undefined
        ? `aws iam delete-role-permissions-boundary ${rest}`
        : `aws iam put-role-permissions-boundary ${rest} --permissions-boundary ${quote(String(after))}`,
    why: "how far the control plane's role may reach; eksctl sets it only at creation",
  });
}

/** Whether the control plane may give pods network interfaces of their own. */
export function resourceController(context: Context): Taken {
  const verb = context.change.after === false ? 'detach' : 'attach';
  const policy = 'arn:aws:iam::aws:policy/AmazonEKSVPCResourceController';
  return run({
    command: `aws iam ${verb}-role-policy --role-name "$(${roleOf(context)})" --policy-arn ${policy}`,
    why: 'whether pods get separate security groups; eksctl sets it only at creation',
  });
}

function roleOf(context: Context): string {
  return `aws eks describe-cluster ${awsFlags(context, '--name')} --query cluster.roleArn --output text | cut -d/ -f2`;
}

/** Flux, which eksctl installs again with other settings. */
export function flux({ file, after }: Context): Taken {
  if (at(after, 'gitops.flux') === undefined) {
    return nothing('Flux stays: flux uninstall removes it');
  }
  return run({
    command: `eksctl enable flux -f ${quote(file)}`,
    why: 'installs Flux with these settings; what is there is changed',
  });
}
