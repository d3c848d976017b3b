import * as z from 'zod';
import { formatCidr, networkOf, parseCidr } from './cidr.ts';
import { spreadsheetCalled } from './spreadsheets.ts';
import {
  allowedIn,
  didYouMeanName,
  type NameRule,
  patternOf,
  proposer,
  wrongWith,
} from './names.ts';

/** What a refinement says when it refuses a value; `fix` names the likely right one. */
export interface Refusal {
  readonly message: string;
  readonly allowed?: string;
  readonly fix?: string;
}

/** What editors and the documentation show in place of a refinement, which they can't run. */
export interface Shape {
  readonly allowed?: string;
  readonly pattern?: RegExp;
  readonly examples?: readonly string[];
}

/** What a key's values are, in words for the documentation and for messages. */
export const allowedWords = z.registry<{ allowed: string }>();

/** A string that `refuse` has no objection to. */
export function stringThat(
  refuse: (text: string) => Refusal | undefined,
  { allowed, pattern, examples }: Shape = {},
) {
  const schema = z
    .string()
    .superRefine((text, context) => {
      const refusal = refuse(text);
      if (refusal)
        context.addIssue({ code: 'custom', message: refusal.message, params: { ...refusal } });
    })
    .meta({
      ...(pattern && { pattern: pattern.source }),
      ...(examples && { examples: [...examples] }),
    });
  return allowed ? schema.register(allowedWords, { allowed }) : schema;
}

/** A string of one pattern, and what to say of any other. */
export function stringLike(pattern: RegExp, refusal: Refusal, examples?: readonly string[]) {
  return stringThat((text) => (pattern.test(text) ? undefined : refusal), {
    allowed: refusal.allowed,
    pattern,
    examples,
  });
}

/** One of many words, which messages sum up instead of listing them. */
export function oneOf<const T extends readonly [string, ...string[]]>(words: T, allowed: string) {
  return z.enum(words).register(allowedWords, { allowed });
}

/** A name, as a rule has it. */
export function nameLike(rule: NameRule) {
  const allowed = allowedIn(rule);
  return stringThat(
    (text) => {
      const message = wrongWith(text, rule);
      if (message === undefined) return undefined;
      return { message, allowed, fix: didYouMeanName(proposer(rule)(text)) };
    },
    { allowed, pattern: patternOf(rule) },
  );
}

/** An IPv4 range without host bits. */
export function cidr(example: string) {
  const allowed = `an address and a prefix length, such as ${example}`;
  return stringThat(
    (text) => {
      const range = parseCidr(text);
      if (!range) {
        return {
          message: text.includes(':')
            ? 'is an IPv6 range; EKS clusters made here are IPv4'
            : 'is not an IPv4 range',
          allowed,
          fix: parseCidr(`${text}/32`) ? `did you mean ${text}/32?` : undefined,
        };
      }
      const network = formatCidr(networkOf(range));
      if (formatCidr(range) === network) return undefined;
      const single = formatCidr({ ...range, prefix: 32 });
      return {
        message: `has host bits set: a /${range.prefix} begins at ${network.split('/')[0]}`,
        fix: `did you mean ${network} (the whole range) or ${single} (one address)?`,
      };
    },
    { allowed, pattern: /^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/, examples: [example] },
  );
}

/** The ARN of an IAM user, role or policy, as `kinds` allow. */
export function iamArn(...kinds: readonly ('user' | 'role' | 'policy')[]) {
  const pattern = new RegExp(
    `^arn:aws(-us-gov|-cn)?:iam::\\d{12}:(${kinds.join('|')})/[\\w+=,.@/-]+$`,
  );
  const allowed = kinds
    .map((kind) => `arn:aws:iam::<12-digit account>:${kind}/<name>`)
    .join(' or ');
  return stringThat(
    (text) => {
      if (pattern.test(text)) return undefined;
      const isSession = /^arn:[a-z-]+:sts::\d+:assumed-role\//.test(text);
      return {
        message: isSession
          ? 'is the ARN of a session, not of the role behind it'
          : `is not the ARN of an IAM ${kinds.join(' or ')}`,
        allowed,
        fix: isSession
          ? `did you mean ${text
              .replace(/:sts:/, ':iam:')
              .replace(':assumed-role/', ':role/')
              .replace(/\/[^/]*$/, '')}?`
          : undefined,
      };
    },
    { allowed, pattern },
  );
}

/** A CSV file in the cluster file's folder or below it. */
export function csvFile() {
  const pattern = /^(?!.*(^|\/)\.{1,2}\/)[\w.@-]+(\/[\w.@-]+)*\.csv$/;
  const allowed = "a path from the cluster file's folder, such as class.csv or classes/spring.csv";
  return stringThat(
    (text) => {
      if (pattern.test(text)) return undefined;
      const { is = 'not a CSV file beside the cluster file', fix } = spreadsheetCalled(text) ?? {};
      return { message: `is ${is}`, allowed, fix };
    },
    { allowed, pattern, examples: ['class.csv'] },
  );
}

/** A date as YYYY-MM-DD. */
export function isoDate() {
  const allowed = 'a day as YYYY-MM-DD, such as 2030-12-31';
  return stringThat(
    (text) => {
      const date = new Date(`${text}T00:00:00Z`);
      const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime());
      if (isDate && date.toISOString().startsWith(text)) return undefined;
      return { message: 'is not a date', allowed };
    },
    { allowed, pattern: /^\d{4}-\d{2}-\d{2}$/, examples: ['2030-12-31'] },
  );
}

/** The key of an AWS tag. */
export function tagKey() {
  return stringLike(/^[\p{L}\p{Z}\p{N}_.:/=+@-]{1,128}$/u, {
    message: 'is not the key of an AWS tag',
    allowed: '1 to 128 letters, digits, spaces and _ . : / = + - @',
  });
}

/** The value of an AWS tag. */
export function tagValue() {
  return stringLike(/^[\p{L}\p{Z}\p{N}_.:/=+@-]{0,256}$/u, {
    message: 'is not the value of an AWS tag',
    allowed: 'up to 256 letters, digits, spaces and _ . : / = + - @',
  });
}

/** The key of a Kubernetes label, with or without a prefix. */
export function labelKey() {
  return stringLike(
    /^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/,
    {
      message: 'is not the key of a Kubernetes label',
      allowed:
        'up to 63 letters, digits and - _ . between letters or digits, after an optional domain/',
    },
  );
}

/** The value of a Kubernetes label. */
export function labelValue() {
  return stringLike(/^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?$/, {
    message: 'is not the value of a Kubernetes label',
    allowed: 'up to 63 letters, digits and - _ . between letters or digits',
  });
}
