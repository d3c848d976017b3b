import { behindSession } from '../../../aws/behind-session.ts';
import type { Caller } from './caller.ts';
import type { WishedEntry } from './wished.ts';

/** Who Kubernetes takes somebody for. */
export interface KubernetesUser {
  readonly username: string;
  readonly uid: string;
  readonly groups: readonly string[];
  readonly extra: Readonly<Record<string, readonly string[]>>;
}

/** The access entry of a caller: their own, or that of the role that they have taken. */
export function entryOf(arn: string, entries: readonly WishedEntry[]): WishedEntry | undefined {
  const principal = behindSession(arn);
  // A session does not tell its role's path.
  const isSame = (other: string) =>
    isRole(principal) && isRole(other) && nameOf(other) === nameOf(principal);
  return entries.find((one) => one.principalArn === principal || isSame(one.principalArn));
}

/** A caller as Kubernetes knows them, by their access entry. */
export function kubernetesUser(
  { arn, userId, accessKeyId }: Caller,
  entry: WishedEntry,
): KubernetesUser {
  const session = arn.includes(':assumed-role/') ? nameOf(arn) : '';
  const filled = (text: string) =>
    text
      .replaceAll('{{SessionName}}', session.replaceAll('@', '-'))
      .replaceAll('{{SessionNameRaw}}', session)
      .replaceAll('{{AccountID}}', arn.split(':')[4] ?? '');
  return {
    username: filled(entry.username || arn),
    uid: `aws-iam-authenticator:${arn.split(':')[4]}:${userId}`,
    groups: entry.groups.map(filled),
    extra: {
      accessKeyId: [accessKeyId],
      arn: [arn],
      canonicalArn: [entry.principalArn],
      principalId: [userId],
      sessionName: [session],
    },
  };
}

function isRole(arn: string): boolean {
  return arn.includes(':role/');
}

function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
