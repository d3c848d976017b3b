import { BlockList, isIP } from 'node:net';
import { matchesArn } from './arn-pattern.ts';
import type { Context } from './context.ts';
import { literally, matches, readPattern } from './pattern.ts';
import { PolicyError } from './policy-error.ts';

/** Whether a request's value is as one of a policy's values wants it. */
export type Operator = (wanted: string, value: string, language: Language) => boolean;

/** What a policy's text may hold: variables, and what the request gives for them. */
export interface Language {
  readonly hasVariables: boolean;
  readonly context: Context;
}

const text = (wanted: string, { hasVariables, context }: Language) =>
  literally(readPattern(wanted, hasVariables, context));

const string: Operator = (wanted, value, language) => text(wanted, language) === value;
const caseless: Operator = (wanted, value, language) =>
  text(wanted, language).toLowerCase() === value.toLowerCase();
const like: Operator = (wanted, value, { hasVariables, context }) =>
  matches(readPattern(wanted, hasVariables, context), value);
const arn: Operator = (wanted, value, { hasVariables, context }) =>
  matchesArn(wanted, value, hasVariables, context);

const comparison =
  (read: (text: string) => number, compare: (value: number, wanted: number) => boolean): Operator =>
  (wanted, value) =>
    compare(read(value), read(wanted));

/** The operators by name; those that hold when none of the values matches are in `negated`. */
export const operators: ReadonlyMap<string, Operator> = new Map([
  ['StringEquals', string],
  ['StringEqualsIgnoreCase', caseless],
  ['StringLike', like],
  ['ArnEquals', arn],
  ['ArnLike', arn],
  ['Bool', (wanted, value) => boolean(wanted) === boolean(value)],
  ['IpAddress', inRange],
  ['NumericEquals', comparison(number, (value, wanted) => value === wanted)],
  ['NumericLessThan', comparison(number, (value, wanted) => value < wanted)],
  ['NumericLessThanEquals', comparison(number, (value, wanted) => value <= wanted)],
  ['NumericGreaterThan', comparison(number, (value, wanted) => value > wanted)],
  ['NumericGreaterThanEquals', comparison(number, (value, wanted) => value >= wanted)],
  ['DateEquals', comparison(time, (value, wanted) => value === wanted)],
  ['DateLessThan', comparison(time, (value, wanted) => value < wanted)],
  ['DateLessThanEquals', comparison(time, (value, wanted) => value <= wanted)],
  ['DateGreaterThan', comparison(time, (value, wanted) => value > wanted)],
  ['DateGreaterThanEquals', comparison(time, (value, wanted) => value >= wanted)],
]);

/** Each negated operator, and what it negates. */
export const negated: ReadonlyMap<string, string> = new Map([
  ['StringNotEquals', 'StringEquals'],
  ['StringNotEqualsIgnoreCase', 'StringEqualsIgnoreCase'],
  ['StringNotLike', 'StringLike'],
  ['ArnNotEquals', 'ArnEquals'],
  ['ArnNotLike', 'ArnLike'],
  ['NotIpAddress', 'IpAddress'],
  ['NumericNotEquals', 'NumericEquals'],
  ['DateNotEquals', 'DateEquals'],
]);

function boolean(word: string): string {
  const lower = word.toLowerCase();
  if (lower === 'true' || lower === 'false') return lower;
  throw new PolicyError(`${word} is neither true nor false`);
}

function number(word: string): number {
  const value = Number(word);
  if (word.trim() === '' || !Number.isFinite(value))
    throw new PolicyError(`${word} is not a number`);
  return value;
}

// ISO 8601, or seconds since 1970.
function time(word: string): number {
  if (/^\d{5,}$/.test(word)) return Number(word) * 1000;
  const value = /^\d{4}(-\d{2}){0,2}(T.*)?$/.test(word) ? Date.parse(word) : NaN;
  if (Number.isNaN(value)) throw new PolicyError(`${word} is not a date of ISO 8601`);
  return value;
}

function inRange(wanted: string, value: string): boolean {
  const [address = '', prefix] = wanted.split('/', 2);
  const family = isIP(address);
  const bits = prefix === undefined ? (family === 6 ? 128 : 32) : Number(prefix);
  if (family === 0 || !Number.isInteger(bits) || bits < 0 || bits > (family === 6 ? 128 : 32)) {
    throw new PolicyError(`${wanted} is not a range of addresses`);
  }
  const given = isIP(value);
  if (given === 0) throw new PolicyError(`${value} is not an address`);
  const list = new BlockList();
  list.addSubnet(address, bits, family === 6 ? 'ipv6' : 'ipv4');
  return given === family && list.check(value, given === 6 ? 'ipv6' : 'ipv4');
}
