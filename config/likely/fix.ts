import { safeParse, type z } from 'zod';
import { regionNames } from '../../tables/regions.ts';
import type { Problem } from '../../terminal/problem.ts';
import { allowedWords } from '../fields.ts';
import { flow } from '../flow.ts';
import type { KeyPath } from '../key-path.ts';
import { nameOf } from '../name-of.ts';
import { keysOf, unwrap } from '../schema-at.ts';
import type { Source } from '../source.ts';
import { units } from './number.ts';
import { placeholderIn } from './placeholder.ts';
import { likelyValue } from './value.ts';

export type Words = Pick<Problem, 'message' | 'allowed' | 'fix'>;

/** A value, or a key, that its schema refuses. */
export interface Refused {
  readonly path: KeyPath;
  readonly value: unknown;
  readonly written: string;
  readonly schema: z.ZodType | undefined;
  readonly source: Source;
}

const LONGEST_SHOWN = 100;

/** What is said of a value that stands for another one, as instructions have it. */
export function placeholder({ path, value, schema, source }: Refused): Words | undefined {
  const found = typeof value === 'string' ? placeholderIn(value) : undefined;
  if (found === undefined) return undefined;
  return {
    message: `has a placeholder in it: ${found}`,
    allowed: schema && allowedWords.get(schema)?.allowed,
    fix: isAddress(path) ? allowMe(source) : 'write your own value in its place',
  };
}

/** What to write in the place of a refused value, as far as that can be known. */
export function likelyFix(refused: Refused): string | undefined {
  const { path, value, source } = refused;
  const fix =
    piecesOf(refused) ?? bothEnds(refused) ?? likely(refused) ?? begun(refused) ?? nothing(refused);
  const isWord = typeof value === 'string' && !/\d/.test(value);
  return fix ?? (isAddress(path) && isWord ? allowMe(source) : undefined);
}

function isAddress(path: KeyPath): boolean {
  return path.length === 3 && path.slice(0, 2).join() === 'access,from';
}

function allowMe({ file }: Source): string {
  return `npm run allow-me -- --cluster ${nameOf(file)} puts your own address in its place`;
}

// Items of a list that only blanks part.
function piecesOf({ path, value, schema }: Refused): string | undefined {
  if (typeof path.at(-1) !== 'number' || typeof value !== 'string' || !schema) return undefined;
  const pieces = value.split(/[\s;]+/);
  const areGood = pieces.length > 1 && pieces.every((piece) => safeParse(schema, piece).success);
  return areGood ? `put commas between them: ${pieces.join(', ')}` : undefined;
}

// Two numbers where one is asked for: an Auto Scaling group's least and most.
function bothEnds({ path, value }: Refused): string | undefined {
  if (typeof value !== 'string' || path.length !== 2 || path[0] !== 'nodes') return undefined;
  const [, low, high] = /^(\d+)\s*(?:-|–|\.{2,3}|to)\s*(\d+)$/.exec(value) ?? [];
  return low && `write two keys: min: ${low}, max: ${high}`;
}

function likely({ path, value, schema, source }: Refused): string | undefined {
  if (!schema) return undefined;
  const meant = likelyValue(value, schema, regionOf(source));
  const shown = flow(meant);
  if (meant === undefined || shown.length > LONGEST_SHOWN) return undefined;
  if (typeof meant === 'object' || typeof value === 'object') {
    const key = path.at(-1);
    return typeof key === 'string' ? `write ${key}: ${shown}` : `write ${shown}`;
  }
  if (typeof meant !== 'number' || typeof value === 'number') return `did you mean ${shown}?`;
  if (value === shown) return `write it without quotes: ${shown}`;
  const unit = units.get(unwrap(schema))?.unit;
  return unit === undefined ? `write ${meant}` : `write ${meant}: the unit is ${unit}`;
}

// A value of a mapping, without its key or without the keys that stand beside it.
function begun({ path, value, schema }: Refused): string | undefined {
  if (!schema || typeof value === 'object') return undefined;
  const keys = Object.entries(keysOf(schema));
  const needed = keys.filter(([, inner]) => !safeParse(inner, undefined).success);
  const [key] = keys.find(([, inner]) => safeParse(inner, value).success) ?? [];
  if (key === undefined) return undefined;
  const others = needed.filter(([other]) => other !== key).map(([other]) => `, ${other}: …`);
  const whole = `{ ${key}: ${flow(value)}${others.join('')} }`;
  return typeof path.at(-1) === 'string'
    ? `write it under its key, such as ${path.at(-1)}: ${whole}`
    : `write ${whole}`;
}

// A word for no value, where a key may be left out.
function nothing({ path, value }: Refused): string | undefined {
  const isNothing =
    typeof value === 'string' &&
    /^(never|none|no|nil|n\/a|-|off|false|default|auto|)$/i.test(value);
  return isNothing && typeof path.at(-1) === 'string' ? 'leave the key out' : undefined;
}

function regionOf({ value }: Source): string {
  const { region } = value as { region?: unknown };
  return regionNames.find((name) => name === region) ?? 'us-west-2';
}
