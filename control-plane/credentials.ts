import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Authority, signingKeys } from './certificates.ts';

/** Who may do what, by the names that the API server's own roles are bound to. */
const USERS = {
  admin: ['control-plane-admin', 'system:masters'],
  'kube-controller-manager': ['system:kube-controller-manager'],
  'kube-scheduler': ['system:kube-scheduler'],
  kwok: ['kwok', 'system:masters'],
} as const;

export type User = keyof typeof USERS;

export interface Credentials {
  /** PEM. */
  ca: string;
  tokens: Record<User, string>;
  files: {
    ca: string;
    serverCertificate: string;
    serverKey: string;
    tokens: string;
    signingKey: string;
    verificationKey: string;
  };
}

/** Fresh certificates, tokens and keys, written to the folder. */
export function createCredentials(folder: string, serviceAddress: string): Credentials {
  const authority = new Authority('control-plane');
  const server = authority.server('kube-apiserver', [
    '127.0.0.1',
    serviceAddress,
    'localhost',
    'kubernetes',
    'kubernetes.default',
    'kubernetes.default.svc',
    'kubernetes.default.svc.cluster.local',
  ]);
  const signing = signingKeys();
  const tokens = {
    admin: newToken(),
    'kube-controller-manager': newToken(),
    'kube-scheduler': newToken(),
    kwok: newToken(),
  };
  const write = (name: string, content: string): string => {
    const path = join(folder, name);
    writeFileSync(path, content, { mode: 0o600 });
    return path;
  };
  return {
    ca: authority.certificate,
    tokens,
    files: {
      ca: write('ca.crt', authority.certificate),
      serverCertificate: write('server.crt', server.certificate),
      serverKey: write('server.key', server.key),
      tokens: write('tokens.csv', tokenFile(tokens)),
      signingKey: write('service-accounts.key', signing.privateKey),
      verificationKey: write('service-accounts.pub', signing.publicKey),
    },
  };
}

const newToken = (): string => randomBytes(24).toString('hex');

const tokenFile = (tokens: Record<User, string>): string =>
  (Object.keys(USERS) as User[])
    .map((name) => {
      const [user, ...groups] = USERS[name];
      const quoted = groups.length > 0 ? `,"${groups.join(',')}"` : '';
      return `${tokens[name]},${user},${user}${quoted}\n`;
    })
    .join('');
