import { describe, expect, test } from '@jest/globals';
import type { Context } from '../../../eksctl/iam/context.ts';
import { evaluate } from '../../../eksctl/iam/evaluate.ts';
import { readPolicy } from '../../../eksctl/iam/policy.ts';

// What AWS documents of its policy language, in small: each row is one sentence of the IAM user guide's reference
// of policy elements, condition operators and variables.

const ALLOWED = 'allowed';
const SILENT = 'implicitly denied';
const BUCKET = 'arn:aws:s3:::bucket/key';

interface Parts {
  readonly [element: string]: unknown;
}

function allow(parts: Parts): Parts {
  const action = 'NotAction' in parts ? {} : { Action: '*' };
  const resource = 'NotResource' in parts ? {} : { Resource: '*' };
  return { Effect: 'Allow', ...action, ...resource, ...parts };
}

function policy(...statements: Parts[]) {
  return readPolicy({ Version: '2012-10-17', Statement: statements });
}

function decide(
  statements: Parts[],
  {
    action = 's3:GetObject',
    resource = BUCKET,
    context = {},
  }: { action?: string; resource?: string; context?: Context } = {},
): string {
  return evaluate([policy(...statements)], { action, resource, context }).decision;
}

describe('which statement decides', () => {
  test('nothing is allowed that no statement allows', () => {
    expect(decide([allow({ Action: 's3:PutObject' })])).toBe(SILENT);
  });

  test('an explicit deny wins, whichever policy it stands in', () => {
    const [yes, no] = [
      policy(allow({ Sid: 'Yes' })),
      policy({ ...allow({ Sid: 'No' }), Effect: 'Deny' }),
    ];
    const request = { action: 's3:GetObject', resource: BUCKET };
    expect(evaluate([yes], request)).toMatchObject({ decision: ALLOWED, by: { sid: 'Yes' } });
    expect(evaluate([yes, no], request)).toMatchObject({ decision: 'denied', by: { sid: 'No' } });
    expect(evaluate([no, yes], request).decision).toBe('denied');
    expect(evaluate([], request)).toEqual({ decision: SILENT });
  });
});

test.each([
  ['s3:getobject', ALLOWED],
  ['S3:GetObject', ALLOWED],
  ['s3:Get*', ALLOWED],
  ['s3:?etObject', ALLOWED],
  ['s3:Get?bject', ALLOWED],
  ['s3:GetObjec', SILENT],
  ['s3:GetObject?', SILENT],
  ['ec2:*', SILENT],
  ['*', ALLOWED],
])('the action %s: %s', (Action, decision) => {
  expect(decide([allow({ Action })])).toBe(decision);
});

test('NotAction and NotResource mean all others', () => {
  expect(decide([allow({ NotAction: ['iam:*', 's3:Get*'] })])).toBe(SILENT);
  expect(decide([allow({ NotAction: 'iam:*' })])).toBe(ALLOWED);
  expect(decide([allow({ NotResource: 'arn:aws:s3:::bucket/*' })])).toBe(SILENT);
  expect(decide([allow({ NotResource: 'arn:aws:s3:::other/*' })])).toBe(ALLOWED);
});

test.each([
  ['arn:aws:s3:::bucket/*', BUCKET, ALLOWED],
  ['arn:aws:s3:::Bucket/*', BUCKET, SILENT],
  ['arn:aws:s3:::bucket', BUCKET, SILENT],
  ['arn:aws:s3:::*', BUCKET, ALLOWED],
  ['arn:aws:s3:::b?cket/key', BUCKET, ALLOWED],
  ['arn:aws:iam::*:role/a', 'arn:aws:iam::111122223333:role/a', ALLOWED],
  ['arn:aws:iam::*:role/a', 'arn:aws:iam::111122223333:role/path/a', SILENT],
  ['arn:aws:iam::1*3:role/a', 'arn:aws:iam::111122223333:role/a', ALLOWED],
  ['arn:aws:iam::1*3:role/a', 'arn:aws:iam::1:x:3:role/a', SILENT],
  ['arn:aws:logs:*:*:log-group:/aws/*', 'arn:aws:logs:us-west-2:1:log-group:/aws/eks:*', ALLOWED],
  // A * at a segment's end reaches across colons.
  ['arn:aws:sns:*:topic', 'arn:aws:sns:us-west-2:1:topic', 'error'],
  ['arn:aws:sns:us-*:1:topic', 'arn:aws:sns:us-west-2:1:topic', ALLOWED],
  ['arn:aws:sns:*:*:topic', 'arn:aws:sns:us-west-2:1:2:3:topic', ALLOWED],
  ['arn:aws:sns:us-west-2:1:topic', '*', SILENT],
  ['*', '*', ALLOWED],
])('the resource %s and %s: %s', (Resource, resource, decision) => {
  const judged = () => decide([allow({ Resource })], { resource });
  if (decision === 'error') expect(judged).toThrow('neither an ARN nor *');
  else expect(judged()).toBe(decision);
});

const of = (operator: string, values: unknown, key = 'aws:PrincipalTag/team') =>
  allow({ Condition: { [operator]: { [key]: values } } });
const team = (value: string | readonly string[]): Context => ({ 'aws:PrincipalTag/team': value });

test.each<[string, unknown, Context, string]>([
  ['StringEquals', 'red', team('red'), ALLOWED],
  ['StringEquals', 'red', team('Red'), SILENT],
  ['StringEquals', ['blue', 'red'], team('red'), ALLOWED],
  ['StringEquals', 'r*', team('red'), SILENT],
  ['StringEquals', 'red', {}, SILENT],
  ['StringEqualsIgnoreCase', 'RED', team('red'), ALLOWED],
  ['StringNotEquals', 'red', team('blue'), ALLOWED],
  ['StringNotEquals', ['red', 'blue'], team('blue'), SILENT],
  // A negated condition holds when the key is absent.
  ['StringNotEquals', 'red', {}, ALLOWED],
  ['ArnNotLike', 'arn:aws:iam::1:role/a', {}, ALLOWED],
  ['StringNotEqualsIgnoreCase', 'RED', team('red'), SILENT],
  ['StringLike', 'r?d*', team('redder'), ALLOWED],
  ['StringLike', 'R*', team('red'), SILENT],
  ['StringNotLike', ['b*', 'r*'], team('red'), SILENT],
  ['StringNotLike', 'b*', team('red'), ALLOWED],
  // IfExists: an absent key meets it.
  ['StringEqualsIfExists', 'red', {}, ALLOWED],
  ['StringEqualsIfExists', 'red', team('blue'), SILENT],
  ['StringLikeIfExists', 'r*', team('red'), ALLOWED],
  ['BoolIfExists', 'true', {}, ALLOWED],
  ['Null', 'true', {}, ALLOWED],
  ['Null', 'true', team('red'), SILENT],
  ['Null', 'false', team('red'), ALLOWED],
  ['Null', false, {}, SILENT],
  ['Bool', true, team('true'), ALLOWED],
  ['Bool', 'false', team('true'), SILENT],
  ['Bool', 'false', {}, SILENT],
  ['NumericEquals', 7, team('7.0'), ALLOWED],
  ['NumericLessThan', '10', team('9'), ALLOWED],
  ['NumericLessThanEquals', '9', team('9'), ALLOWED],
  ['NumericGreaterThan', '9', team('9'), SILENT],
  ['NumericGreaterThanEquals', '9', team('10'), ALLOWED],
  ['NumericNotEquals', '9', team('9'), SILENT],
  ['DateGreaterThan', '2026-01-01T00:00:00Z', team('2026-01-02T00:00:00Z'), ALLOWED],
  ['DateLessThan', '2026-01-01', team('2026-01-02T00:00:00Z'), SILENT],
  // Seconds since 1970.
  ['DateEquals', '1767225600', team('2026-01-01T00:00:00Z'), ALLOWED],
  ['DateNotEquals', '1767225600', team('2026-01-01T00:00:00Z'), SILENT],
  ['IpAddress', '203.0.113.0/24', team('203.0.113.9'), ALLOWED],
  ['IpAddress', ['198.51.100.7', '10.0.0.0/8'], team('198.51.100.7'), ALLOWED],
  ['IpAddress', '2001:db8::/32', team('2001:db8::1'), ALLOWED],
  ['IpAddress', '2001:db8::/32', team('203.0.113.9'), SILENT],
  ['NotIpAddress', '203.0.113.0/24', team('203.0.113.9'), SILENT],
  ['NotIpAddress', '203.0.113.0/24', team('203.0.114.9'), ALLOWED],
  ['ArnLike', 'arn:aws:iam::*:role/eksctl-*', team('arn:aws:iam::1:role/eksctl-x'), ALLOWED],
  ['ArnEquals', 'arn:aws:iam::*:role/eksctl-*', team('arn:aws:iam::1:role/eksctl-x'), ALLOWED],
  // ArnLike compares segment by segment: a * takes no colon there.
  ['ArnLike', 'arn:aws:*:role/x', team('arn:aws:iam::1:role/x'), 'error'],
  ['ArnLike', 'arn:aws:sns:*:1:a', team('arn:aws:sns:us-west-2:9:1:a'), SILENT],
  ['ArnNotEquals', 'arn:aws:iam::1:role/a', team('arn:aws:iam::1:role/b'), ALLOWED],
  // Sets of values.
  ['ForAllValues:StringEquals', ['a', 'b'], team(['a', 'b']), ALLOWED],
  ['ForAllValues:StringEquals', ['a', 'b'], team(['a', 'c']), SILENT],
  ['ForAllValues:StringLike', 'a*', team(['a', 'ab']), ALLOWED],
  ['ForAllValues:StringEquals', 'a', {}, ALLOWED],
  ['ForAllValues:StringEquals', 'a', team([]), ALLOWED],
  ['ForAllValues:StringNotEquals', 'a', team(['b', 'a']), SILENT],
  ['ForAnyValue:StringEquals', ['a', 'b'], team(['c', 'b']), ALLOWED],
  ['ForAnyValue:StringEquals', 'a', team(['c']), SILENT],
  ['ForAnyValue:StringEquals', 'a', {}, SILENT],
  ['ForAnyValue:StringEqualsIfExists', 'a', {}, SILENT],
  ['ForAnyValue:StringNotEquals', 'a', team(['a', 'b']), ALLOWED],
])('%s %j in %j: %s', (operator, values, context, decision) => {
  const judged = () => decide([of(operator, values)], { context });
  if (decision === 'error') expect(judged).toThrow('is not the pattern of an ARN');
  else expect(judged()).toBe(decision);
});

test('every key and every operator of a condition must hold; names of keys have no case', () => {
  const both = allow({
    Condition: {
      StringEquals: { 'aws:username': 'ada', 'AWS:requestedregion': 'us-west-2' },
      Bool: { 'aws:SecureTransport': true },
    },
  });
  const context = {
    'aws:UserName': 'ada',
    'aws:RequestedRegion': 'us-west-2',
    'aws:securetransport': 'true',
  };
  expect(decide([both], { context })).toBe(ALLOWED);
  for (const key of Object.keys(context)) {
    const { [key]: _, ...less } = context as Record<string, string>;
    expect(decide([both], { context: less })).toBe(SILENT);
  }
});

describe('policy variables', () => {
  const own = allow({ Resource: 'arn:aws:s3:::bucket/${aws:username}/*' });
  const of = (user: string, folder: string) =>
    decide([own], {
      resource: `arn:aws:s3:::bucket/${folder}/x`,
      context: { 'aws:username': user },
    });

  test('take the value that the request gives', () => {
    expect(of('ada', 'ada')).toBe(ALLOWED);
    expect(of('ada', 'bob')).toBe(SILENT);
    const tagged = allow({
      Condition: { StringEquals: { 'aws:ResourceTag/team': '${aws:PrincipalTag/team}' } },
    });
    const context = { 'aws:ResourceTag/team': 'red', 'aws:PrincipalTag/team': 'red' };
    expect(decide([tagged], { context })).toBe(ALLOWED);
    expect(decide([tagged], { context: { ...context, 'aws:PrincipalTag/team': 'blue' } })).toBe(
      SILENT,
    );
  });

  test('give a value, never a wildcard', () => {
    expect(of('*', 'bob')).toBe(SILENT);
    expect(of('*', '*')).toBe(ALLOWED);
    expect(of('a.a', 'aba')).toBe(SILENT);
  });

  test('may have a default, and stand for the wildcards themselves', () => {
    const like = (value: string) => of2('StringLike', value);
    const of2 = (operator: string, value: string) =>
      decide([allow({ Condition: { [operator]: { 'aws:PrincipalTag/team': value } } })], {
        context: { 'aws:PrincipalTag/team': 'red' },
      });
    expect(of2('StringEquals', "${aws:username, 'red'}")).toBe(ALLOWED);
    expect(like('r${*}')).toBe(SILENT);
    expect(like('r*')).toBe(ALLOWED);
  });

  test("are mere text in the language's version of 2008", () => {
    const old = readPolicy({
      Statement: allow({ Resource: 'arn:aws:s3:::bucket/${aws:username}' }),
    });
    const request = { action: 's3:GetObject', context: { 'aws:username': 'ada' } };
    expect(evaluate([old], { ...request, resource: 'arn:aws:s3:::bucket/ada' }).decision).toBe(
      SILENT,
    );
    expect(
      evaluate([old], { ...request, resource: 'arn:aws:s3:::bucket/${aws:username}' }).decision,
    ).toBe(ALLOWED);
  });
});

describe('a trust policy', () => {
  const trust = (parts: Parts) =>
    readPolicy(
      {
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', ...parts },
      },
      'trust',
    );
  const asks = (type: 'AWS' | 'Service', id: string, parts: Parts) =>
    evaluate([trust(parts)], { action: 'sts:AssumeRole', principal: { type, id } }).decision;

  test('names services, principals and whole accounts', () => {
    const service = { Principal: { Service: ['ec2.amazonaws.com'] } };
    expect(asks('Service', 'ec2.amazonaws.com', service)).toBe(ALLOWED);
    expect(asks('Service', 'eks.amazonaws.com', service)).toBe(SILENT);
    const ada = 'arn:aws:iam::111122223333:user/ada';
    expect(asks('AWS', ada, service)).toBe(SILENT);
    expect(asks('AWS', ada, { Principal: { AWS: ada } })).toBe(ALLOWED);
    expect(asks('AWS', ada, { Principal: { AWS: '111122223333' } })).toBe(ALLOWED);
    expect(asks('AWS', ada, { Principal: { AWS: 'arn:aws:iam::111122223333:root' } })).toBe(
      ALLOWED,
    );
    expect(asks('AWS', ada, { Principal: { AWS: '444455556666' } })).toBe(SILENT);
    expect(asks('AWS', ada, { Principal: '*' })).toBe(ALLOWED);
    expect(asks('AWS', ada, { NotPrincipal: { AWS: ada } })).toBe(SILENT);
  });

  test('is not judged without knowing who asks', () => {
    const policy = trust({ Principal: '*' });
    expect(() => evaluate([policy], { action: 'sts:AssumeRole' })).toThrow('judged by who asks');
  });
});

test.each<[string, () => unknown]>([
  ['StringMatches is not a condition operator', () => decide([of('StringMatches', 'x')])],
  ['BinaryEquals is not a condition operator', () => decide([of('BinaryEquals', 'x')])],
  // Even beside a condition that fails.
  [
    'StringMatches is not a condition operator',
    () =>
      decide([
        allow({
          Condition: {
            StringEquals: { 'aws:username': 'x' },
            StringMatches: { 'aws:username': 'x' },
          },
        }),
      ]),
  ],
  ['aws:Usrname is not a condition key', () => decide([of('StringNotEquals', 'x', 'aws:Usrname')])],
  [
    'aws:usrname is not a condition key',
    () => decide([of('StringEquals', '${aws:usrname}')], { context: team('x') }),
  ],
  [
    '${aws:username} has no value',
    () => decide([of('StringNotEquals', '${aws:username}')], { context: team('x') }),
  ],
  [
    'is not a policy variable',
    () => decide([of('StringEquals', '${a, b}')], { context: team('x') }),
  ],
  [
    'has several values',
    () =>
      decide([of('StringEquals', '${aws:TagKeys}')], {
        context: { ...team('x'), 'aws:TagKeys': ['a'] },
      }),
  ],
  ['needs ForAllValues', () => decide([of('StringEquals', 'a')], { context: team(['a', 'b']) })],
  ['neither true nor false', () => decide([of('Bool', 'yes')], { context: team('true') })],
  [
    'not a range of addresses',
    () => decide([of('IpAddress', '10.0.0.0/40')], { context: team('10.0.0.1') }),
  ],
  ['not an address', () => decide([of('IpAddress', '10.0.0.0/8')], { context: team('ten') })],
  ['not a date', () => decide([of('DateEquals', 'today')], { context: team('2026-01-01') })],
  ['not a number', () => decide([of('NumericEquals', 'many')], { context: team('1') })],
  ['Null is true or false', () => decide([of('Null', 'maybe')])],
  [
    'only after the fifth colon',
    () =>
      decide([allow({ Resource: 'arn:aws:s3:${aws:username}::b' })], {
        context: { 'aws:username': 'x' },
      }),
  ],
  ['its service is a wildcard', () => decide([allow({ Resource: 'arn:aws:s*:::bucket' })])],
  ['s3:Get Object is not an action', () => decide([allow({ Action: ['*', 's3:Get Object'] })])],
  ['Get* is not an action', () => decide([allow({})], { action: 's3:Get*' })],
  ['Effect "allow"', () => policy({ Effect: 'allow', Action: '*', Resource: '*' })],
  ['needs one of Action', () => policy({ Effect: 'Allow', Resource: '*' })],
  ['needs one of Resource', () => policy({ ...allow({}), NotResource: '*' })],
  ['no element Principal', () => policy(allow({ Principal: '*' }))],
  ['no element Condtion', () => policy(allow({ Condtion: {} }))],
  ['version "2012"', () => readPolicy({ Version: '2012', Statement: [allow({})] })],
  ['two statements have the Sid A', () => policy(allow({ Sid: 'A' }), allow({ Sid: 'A' }))],
  ['a Sid has only letters', () => policy(allow({ Sid: 'a b' }))],
  ['a policy is a mapping', () => readPolicy([])],
  ['needs a statement', () => readPolicy({ Version: '2012-10-17', Statement: [] })],
  ['a list of strings', () => policy(allow({ Action: [1] }))],
])('refused: %s', (message, judged) => {
  expect(judged).toThrow(message.trim());
});
