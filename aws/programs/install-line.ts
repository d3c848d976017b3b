import { type KubernetesVersion, kubernetesVersions } from '../../tables/kubernetes.ts';
import type { ProgramName } from '../../tables/programs.ts';

interface Machine {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
}

const brewed: Readonly<Record<ProgramName, string>> = {
  eksctl: 'eksctl',
  kubectl: 'kubernetes-cli',
  aws: 'awscli',
};

const onWindows: Readonly<Record<ProgramName, string>> = {
  eksctl: 'choco install eksctl',
  kubectl: 'winget install -e --id Kubernetes.kubectl',
  aws: 'winget install -e --id Amazon.AWSCLI',
};

/** The line that installs the newest release of a program, or of kubectl the one of a cluster's minor. */
export function installLine(
  program: ProgramName,
  kubernetes: KubernetesVersion | undefined = kubernetesVersions.at(-1),
  { platform, arch }: Machine = process,
): string {
  if (platform === 'darwin') return `brew install ${brewed[program]}`;
  if (platform === 'win32') return onWindows[program];
  return onLinux(program, String(kubernetes), arch === 'arm64');
}

function onLinux(program: ProgramName, kubernetes: string, isArm: boolean): string {
  const arch = isArm ? 'arm64' : 'amd64';
  switch (program) {
    case 'eksctl':
      return `curl -sL https://github.com/eksctl-io/eksctl/releases/latest/download/eksctl_Linux_${arch}.tar.gz | sudo tar xz -C /usr/local/bin eksctl`;
    case 'kubectl':
      return `curl -sLO https://dl.k8s.io/release/$(curl -sL https://dl.k8s.io/release/stable-${kubernetes}.txt)/bin/linux/${arch}/kubectl && sudo install kubectl /usr/local/bin/`;
    case 'aws':
      return `curl -so awscli.zip https://awscli.amazonaws.com/awscli-exe-linux-${isArm ? 'aarch64' : 'x86_64'}.zip && unzip -q awscli.zip && sudo ./aws/install`;
  }
}
