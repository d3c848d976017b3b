import { valuesOf } from './context.ts';
import { type Language, negated, operators } from './operators.ts';
import type { Statement } from './policy.ts';
import { PolicyError } from './policy-error.ts';

type Condition = Statement['conditions'][number];

/** Whether a request meets all of a statement's conditions; each of them is looked at, so that none hides an error. */
export function meets(conditions: readonly Condition[], language: Language): boolean {
  return conditions.map((condition) => meetsOne(condition, language)).every(Boolean);
}

function meetsOne([written, key, wanted]: Condition, language: Language): boolean {
  const [, set, name = '', ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(written) ?? [];
  const values = valuesOf(language.context, key);
  if (written === 'Null') return meetsNull(wanted, values);
  const base = negated.get(name);
  const operator = operators.get(base ?? name);
  if (!operator)
    throw new PolicyError(`${written} is not a condition operator that is judged here`);
  // A negated operator wants that none of the policy's values matches.
  const holds = (value: string) =>
    wanted.map((one) => operator(one, value, language)).some(Boolean) === (base === undefined);

  const list = values === undefined ? [] : typeof values === 'string' ? [values] : values;
  if (set === 'ForAllValues') return list.every(holds);
  if (set === 'ForAnyValue') return list.some(holds);
  const [only] = list;
  if (only === undefined) return ifExists !== undefined || base !== undefined;
  if (typeof values !== 'string') {
    throw new PolicyError(`${key} has many values: ${written} needs ForAllValues or ForAnyValue`);
  }
  return holds(only);
}

function meetsNull(wanted: readonly string[], values: string | readonly string[] | undefined) {
  const isAbsent = values === undefined || values.length === 0;
  return wanted.some((word) => {
    if (!/^(true|false)$/i.test(word)) throw new PolicyError(`Null is true or false, not ${word}`);
    return (word.toLowerCase() === 'true') === isAbsent;
  });
}
