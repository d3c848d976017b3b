import type { Scalar } from './field-type.ts';

interface ScalarRule {
  /** In words, for someone who wrote something else. */
  readonly expected: string;
  accepts(value: unknown): boolean;
}

const QUANTITY = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?\s*$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;
const MICRO_TIME = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d\.\d{6}(?:[Zz]|[+-]\d\d:\d\d)$/;
const TIME = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/;

const isInt32 = (value: unknown): boolean =>
  Number.isInteger(value) && Math.abs(value as number) <= 2 ** 31;

const isString = (value: unknown): value is string => typeof value === 'string';

/** Whether a value is a plain object, as a map or a struct must be. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** What the API server's decoder takes for each scalar. */
export const SCALAR_RULES: Readonly<Record<Scalar, ScalarRule>> = {
  any: { expected: 'anything', accepts: () => true },
  base64: {
    expected: 'a string in base64',
    accepts: (value) => isString(value) && BASE64.test(value.replaceAll(/[\r\n]/g, '')),
  },
  boolean: { expected: 'true or false', accepts: (value) => typeof value === 'boolean' },
  'int-or-string': {
    expected: 'an integer or a string',
    accepts: (value) => isInt32(value) || isString(value),
  },
  int32: { expected: 'an integer', accepts: isInt32 },
  int64: { expected: 'an integer', accepts: (value) => Number.isInteger(value) },
  'micro-time': {
    expected: 'a time such as 2030-01-31T12:00:00.000000Z',
    accepts: (value) => isString(value) && MICRO_TIME.test(value),
  },
  number: { expected: 'a number', accepts: (value) => Number.isFinite(value) },
  object: { expected: 'an object', accepts: isObject },
  quantity: {
    expected: 'a quantity such as 250m, 2 or 512Mi',
    accepts: (value) => (isString(value) ? QUANTITY.test(value) : Number.isFinite(value)),
  },
  string: { expected: 'a string', accepts: isString },
  time: {
    expected: 'a time such as 2030-01-31T12:00:00Z',
    accepts: (value) => value instanceof Date || (isString(value) && TIME.test(value)),
  },
};
