import { matchesResource } from './arn-pattern.ts';
import { meets } from './conditions.ts';
import type { Context } from './context.ts';
import { matches, readPattern } from './pattern.ts';
import type { Policy, Statement } from './policy.ts';
import { PolicyError } from './policy-error.ts';
import { matchesPrincipal, type Principal } from './principal.ts';

/** A call of one AWS action on one resource. */
export interface Request {
  readonly action: string;
  /** The resource's ARN; `*` for an action that knows no resources. */
  readonly resource?: string;
  readonly principal?: Principal;
  readonly context?: Context;
}

/** What comes of a request, and the statement that decided it, unless none applied. */
export interface Verdict {
  readonly decision: 'allowed' | 'denied' | 'implicitly denied';
  readonly by?: Statement;
}

/**
 * Judges a request by all policies of its principal, as IAM does: a Deny that applies wins, then an Allow; where
 * nothing applies, the request is denied. What it doesn't understand in any statement is an error.
 */
export function evaluate(policies: readonly Policy[], request: Request): Verdict {
  if (!/^[a-z0-9-]+:[A-Za-z0-9]+$/.test(request.action)) {
    throw new PolicyError(`${request.action} is not an action`);
  }
  const applying = policies.flatMap((policy) =>
    policy.statements.filter((statement) => applies(statement, policy, request)),
  );
  const deny = applying.find(({ effect }) => effect === 'Deny');
  if (deny) return { decision: 'denied', by: deny };
  const [allow] = applying;
  return allow ? { decision: 'allowed', by: allow } : { decision: 'implicitly denied' };
}

function applies(statement: Statement, policy: Policy, request: Request): boolean {
  const { action, resource = '*', principal, context = {} } = request;
  const { hasVariables } = policy;
  const isAction =
    statement.action.listed.some((one) => matches(readPattern(one, false, {}), action, 'i')) !==
    statement.action.negated;
  if (!isAction) return false;
  if (statement.resource) {
    const { listed, negated } = statement.resource;
    const isListed = listed
      .map((one) => matchesResource(one, resource, hasVariables, context))
      .some(Boolean);
    if (isListed === negated) return false;
  }
  if (statement.principal) {
    if (!principal) throw new PolicyError('a trust policy is judged by who asks');
    if (!matchesPrincipal(statement.principal, principal)) return false;
  }
  return meets(statement.conditions, { hasVariables, context });
}
