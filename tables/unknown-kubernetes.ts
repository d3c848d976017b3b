import { type EndedKubernetes, endedKubernetes } from './ended-kubernetes.ts';
import { calendarRead, minorNumber, newestKubernetes, oldestKubernetes } from './kubernetes.ts';

/** What keeps a minor version out of the table. */
export interface UnknownKubernetes {
  /** `is newer than this project knows`, and the like. */
  readonly message: string;
  /** Whether EKS may sell it by now. */
  readonly newer: boolean;
}

/** Why a text such as 1.29 is no minor version of the table; undefined where it names no minor version at all. */
export function unknownKubernetes(version: string): UnknownKubernetes | undefined {
  if (!/^1\.\d+$/.test(version)) return undefined;
  if (minorNumber(version) > minorNumber(newestKubernetes)) {
    return {
      message: `is newer than this project knows: on ${calendarRead} EKS's newest was ${newestKubernetes}`,
      newer: true,
    };
  }
  const ended: Readonly<Record<string, EndedKubernetes>> = endedKubernetes;
  const { soldUntil } = ended[version] ?? {};
  const why = soldUntil
    ? `its support ended on ${soldUntil}`
    : `the oldest that it sells is ${oldestKubernetes}`;
  return { message: `is no longer sold by EKS: ${why}`, newer: false };
}
