import { join } from 'node:path';
import { at, text } from '../../../checks/values.ts';
import type { ControlPlane } from '../../../control-plane/control-plane.ts';

const NAME = 'audit';

/** Lets the API server note who asked what, beside its own logs. */
export const audited = {
  apiServerFlags: [
    `--audit-policy-file=${join(import.meta.dirname, 'audit-policy.yaml')}`,
    `--audit-log-path=${NAME}.log`,
  ],
};

/** What a ServiceAccount has asked the API server, or what that refused with a code. */
export function askedBy(
  { logs }: ControlPlane,
  namespace: string,
  name: string,
  code?: number,
): string[] {
  return logs(NAME)
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown)
    .filter(
      (event) => at(event, 'user', 'username') === `system:serviceaccount:${namespace}:${name}`,
    )
    .filter((event) => code === undefined || at(event, 'responseStatus', 'code') === code)
    .map((event) => `${text(at(event, 'verb'))} ${text(at(event, 'requestURI'))}`);
}
