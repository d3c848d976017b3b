import { chmodSync, writeFileSync } from 'node:fs';

/** Writes a kubeconfig, readable by its owner only. */
export function writeKubeconfig(path: string, url: string, ca: string, token: string): void {
  const authority = Buffer.from(ca).toString('base64');
  const cluster = { server: url, 'certificate-authority-data': authority };
  const config = kubeconfigOf('control-plane', cluster, { token });
  writeFileSync(path, `${JSON.stringify(config, null, 2)}\n`);
  chmodSync(path, 0o600);
}

/** A kubeconfig that knows one cluster, and one user of it. */
export function kubeconfigOf(name: string, cluster: object, user: object): object {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster }],
    users: [{ name, user }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  };
}
