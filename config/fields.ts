import * as z from 'zod';
import { formatCidr, networkOf, parseCidr } from './cidr.ts';
import { likelyDays } from './likely/day.ts';
import { otherForms, type Read } from './likely/other-forms.ts';
import { likelyRanges } from './likely/range.ts';
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
  /** The other forms in which people write it. */
  readonly read?: Read;
}

/** What a key's values are, in words for the documentation and for messages. */
export const allowedWords = z.registry<{ allowed: string }>();

/** A string that `refuse` has no objection to. */
export function stringThat(
  refuse: (text: string) => Refusal | undefined,
  { allowed, pattern, examples, read }: Shape = {},
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
  if (allowed) schema.register(allowedWords, { allowed });
  return read ? schema.register(otherForms, { read }) : schema;
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
      if (!range) return { allowed, ...noRange(text) };
      const network = formatCidr(networkOf(range));
      if (formatCidr(range) === network) return undefined;
      const single = formatCidr({ ...range, prefix: 32 });
      return {
        message: `has host bits set: a /${range.prefix} begins at ${network.split('/')[0]}`,
        fix: `did you mean ${network} (the whole range) or ${single} (one address)?`,
      };
    },
    {
      allowed,
      pattern: /^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/,
      examples: [example],
      read: likelyRanges,
    },
  );
}

function noRange(text: string): Refusal {
  if (/^[\da-f]*:[\da-f:.]*(\/\d+)?$/i.test(text)) {
    return {
      message: 'is an IPv6 range; EKS clusters made here are IPv4',
      fix: 'curl -4 https://checkip.amazonaws.com prints your IPv4 address',
    };
  }
  const message = 'is not an IPv4 range';
  const [, address = '', prefix = '0'] = /^(\d+(?:\.\d+){3})(?:\/(\d+))?$/.exec(text) ?? [];
  const large = address.split('.').find((number) => Number(number) > 255);
  if (large) return { message: `${message}: ${large} is more than 255` };
  return {
    message: Number(prefix) > 32 ? `${message}: the number after the / is at most 32` : message,
  };
}

/** The id that AWS gives to a thing of one kind. */
export function awsId(kind: keyof typeof idOwners) {
  const allowed = `${kind}- and 8 to 17 hex digits`;
  const pattern = new RegExp(`^${kind}-[0-9a-f]{8,17}$`);
  const { whose, list } = idOwners[kind];
  return stringThat(
    (text) => {
      if (pattern.test(text)) return undefined;
      const [, other = ''] = /^([a-z]+)-[0-9a-f]{8,17}$/.exec(text) ?? [];
      const [inside] = new RegExp(`${kind}-[0-9a-f]{8,17}$`).exec(text) ?? [];
      const owner = Object.hasOwn(idOwners, other) && idOwners[other as typeof kind].whose;
      return {
        message: `is not the id of ${whose}${owner ? `: it is the id of ${owner}` : ''}`,
        allowed,
        fix: inside ? `did you mean ${inside}?` : `aws ec2 ${list} prints those in your region`,
      };
    },
    { allowed, pattern, examples: [`${kind}-0123456789abcdef0`] },
  );
}

const idOwners = {
  vpc: { whose: 'a VPC', list: 'describe-vpcs' },
  subnet: { whose: 'a subnet', list: 'describe-subnets' },
  lt: { whose: 'a launch template', list: 'describe-launch-templates' },
  sg: { whose: 'a security group', list: 'describe-security-groups' },
} as const;

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
      const likely = likelyDays(text).join(' or ');
      return {
        message: 'is not a date',
        allowed,
        fix: likely
          ? `did you mean ${likely}?`
          : /\b(day|week|month|year|tomorrow)/i.test(text)
            ? 'write that day as a date'
            : undefined,
      };
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
