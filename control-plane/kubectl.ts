import { spawn } from 'node:child_process';

export interface KubectlResult {
  code: number;
  stdout: string;
  stderr: string;
}

export interface KubectlOptions {
  input?: string;
  /** The folder that relative paths in the arguments start from. */
  cwd?: string;
}

export type Kubectl = (args: string[], options?: KubectlOptions) => Promise<KubectlResult>;

/** A kubectl that sees only this kubeconfig, and keeps its caches in `folder`. */
export function kubectlFor(binary: string, kubeconfig: string, folder: string): Kubectl {
  const env = {
    ...process.env,
    KUBECONFIG: kubeconfig,
    KUBECACHEDIR: folder,
    HOME: folder,
    NO_PROXY: '127.0.0.1',
    no_proxy: '127.0.0.1',
  };
  return (args, { input, cwd } = {}) =>
    new Promise((resolve, reject) => {
      const child = spawn(binary, args, { env, cwd });
      let stdout = '';
      let stderr = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
      child.stdin.on('error', () => {}).end(input ?? '');
      child.on('error', reject);
      child.on('close', (code) => resolve({ code: code ?? -1, stdout, stderr }));
    });
}
