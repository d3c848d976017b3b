import { PolicyError } from './policy-error.ts';

/** A statement with every list written as one. */
export interface Statement {
  readonly sid?: string;
  readonly effect: 'Allow' | 'Deny';
  readonly principal?: Matched<Principals>;
  readonly action: Matched<readonly string[]>;
  readonly resource?: Matched<readonly string[]>;
  /** Operator, key, values. */
  readonly conditions: readonly (readonly [string, string, readonly string[]])[];
}

/** What an element lists, and whether it means all but these: NotAction and its like. */
export interface Matched<T> {
  readonly listed: T;
  readonly negated: boolean;
}

/** Principals by type: AWS, Federated, Service; the type `*` stands for everybody. */
export type Principals = Readonly<Record<string, readonly string[]>>;

/** identity: attached to a user, group or role. trust: who may become a role. */
export type PolicyKind = 'identity' | 'trust';

/** A policy that was read. */
export interface Policy {
  readonly kind: PolicyKind;
  /** Whether `${…}` is a variable: not in the language's version of 2008, which is the default. */
  readonly hasVariables: boolean;
  readonly statements: readonly Statement[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Reads a policy as strictly as IAM does; throws at the first thing that IAM would refuse or that isn't known here. */
export function readPolicy(document: unknown, kind: PolicyKind = 'identity'): Policy {
  const policy = mapping(document, 'a policy');
  refuseOthers(policy, ['Version', 'Id', 'Statement'], 'a policy');
  const { Version: version = '2008-10-17', Statement: statement } = policy;
  if (version !== '2012-10-17' && version !== '2008-10-17') {
    throw new PolicyError(`there is no policy language of version ${JSON.stringify(version)}`);
  }
  const all: readonly unknown[] = Array.isArray(statement) ? statement : [statement];
  if (all.length === 0) throw new PolicyError('a policy needs a statement');
  const statements = all.map((one) => readStatement(mapping(one, 'a statement'), kind));
  const sids = statements.flatMap(({ sid }) => sid ?? []);
  const twice = sids.find((sid, index) => sids.indexOf(sid) < index);
  if (twice !== undefined) throw new PolicyError(`two statements have the Sid ${twice}`);
  return { kind, hasVariables: version === '2012-10-17', statements };
}

function readStatement(statement: Fields, kind: PolicyKind): Statement {
  const { Sid: sid, Effect: effect } = statement;
  const name = typeof sid === 'string' ? `statement ${sid}` : 'a statement';
  const ofKind = kind === 'trust' ? ['Principal', 'NotPrincipal'] : ['Resource', 'NotResource'];
  const known = ['Sid', 'Effect', 'Action', 'NotAction', 'Condition', ...ofKind];
  refuseOthers(
    statement,
    known,
    `${name} of ${kind === 'trust' ? 'a trust' : 'an identity'} policy`,
  );
  if (effect !== 'Allow' && effect !== 'Deny') {
    throw new PolicyError(`${name} has the Effect ${JSON.stringify(effect)}: Allow or Deny`);
  }
  if (sid !== undefined && (typeof sid !== 'string' || !/^[A-Za-z0-9]*$/.test(sid))) {
    throw new PolicyError(`${name}: a Sid has only letters and digits`);
  }
  const action = either(statement, 'Action', name, strings);
  for (const one of action.listed) {
    if (one !== '*' && !/^[a-z0-9-]+:[A-Za-z0-9*?]+$/i.test(one)) {
      throw new PolicyError(`${name}: ${one} is not an action`);
    }
  }
  return {
    sid,
    effect,
    action,
    ...(kind === 'trust'
      ? { principal: either(statement, 'Principal', name, principals) }
      : { resource: either(statement, 'Resource', name, strings) }),
    conditions: conditions(statement.Condition, name),
  };
}

function either<T>(
  statement: Fields,
  element: string,
  name: string,
  read: (value: unknown, name: string) => T,
): Matched<T> {
  const [plain, negated] = [statement[element], statement[`Not${element}`]];
  if ((plain === undefined) === (negated === undefined)) {
    throw new PolicyError(`${name} needs one of ${element} and Not${element}`);
  }
  return negated === undefined
    ? { listed: read(plain, `${name}: ${element}`), negated: false }
    : { listed: read(negated, `${name}: Not${element}`), negated: true };
}

function principals(value: unknown, name: string): Principals {
  if (value === '*') return { '*': ['*'] };
  const byType = Object.entries(mapping(value, name));
  const unknown = byType.find(([type]) => !['AWS', 'Federated', 'Service'].includes(type));
  if (unknown) throw new PolicyError(`${name} has a type ${unknown[0]}, which is not judged here`);
  return Object.fromEntries(byType.map(([type, listed]) => [type, strings(listed, name)]));
}

function conditions(value: unknown, name: string): Statement['conditions'] {
  if (value === undefined) return [];
  return Object.entries(mapping(value, `${name}: Condition`)).flatMap(([operator, keys]) =>
    Object.entries(mapping(keys, `${name}: ${operator}`)).map(
      ([key, values]) => [operator, key, scalars(values, `${name}: ${operator} ${key}`)] as const,
    ),
  );
}

function strings(value: unknown, name: string): readonly string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  const texts = all.filter((one) => typeof one === 'string');
  if (texts.length === 0 || texts.length < all.length) {
    throw new PolicyError(`${name} is a string or a list of strings`);
  }
  return texts;
}

function scalars(value: unknown, name: string): readonly string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value];
  return strings(
    all.map((one) => (typeof one === 'boolean' || typeof one === 'number' ? String(one) : one)),
    name,
  );
}

function mapping(value: unknown, name: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new PolicyError(`${name} is a mapping`);
  }
  return value as Fields;
}

function refuseOthers(value: Fields, known: readonly string[], name: string): void {
  const other = Object.keys(value).find((key) => !known.includes(key));
  if (other !== undefined) throw new PolicyError(`${name} has no element ${other}`);
}
