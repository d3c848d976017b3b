import type { Matched, Principals } from './policy.ts';

/** Who asks to become a role. */
export interface Principal {
  readonly type: 'AWS' | 'Federated' | 'Service';
  readonly id: string;
}

/** Whether a trust policy's Principal means this one. */
export function matchesPrincipal({ listed, negated }: Matched<Principals>, asks: Principal) {
  const everybody = listed['*'] !== undefined;
  const named = listed[asks.type]?.some((id) => id === '*' || isSame(id, asks)) ?? false;
  return (everybody || named) !== negated;
}

// An account stands for each of its users and roles.
function isSame(listed: string, { type, id }: Principal): boolean {
  if (listed === id) return true;
  if (type !== 'AWS') return false;
  const account = /^(?:arn:[^:]+:iam::)?(\d{12})(?::root)?$/.exec(listed)?.[1];
  return account !== undefined && id.split(':')[4] === account;
}
