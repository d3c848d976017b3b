import { z } from 'zod';
import { formatCidr, networkOf, parseCidr } from './cidr.ts';

/** What a refinement says when it refuses a value; `fix` names the likely right one. */
export interface Refusal {
  readonly message: string;
  readonly allowed?: string;
  readonly fix?: string;
}

/** A string that `refuse` has no objection to. */
export function stringThat(refuse: (text: string) => Refusal | undefined) {
  return z.string().superRefine((text, context) => {
    const refusal = refuse(text);
    if (refusal)
      context.addIssue({ code: 'custom', message: refusal.message, params: { ...refusal } });
  });
}

/** A lower-case DNS label of at most `longest` characters. */
export function dnsLabel(longest: number) {
  return stringThat((text) => {
    const likely = text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, longest)
      .replace(/^-+|-+$/g, '');
    if (/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(text) && text.length <= longest) return undefined;
    return {
      message:
        text.length > longest ? `is longer than ${longest} characters` : 'is not a DNS label',
      allowed: `1 to ${longest} of a-z, 0-9 and -, beginning and ending with a letter or digit`,
      fix: likely ? `did you mean ${likely}?` : undefined,
    };
  });
}

/** An IPv4 range without host bits. */
export function cidr() {
  return stringThat((text) => {
    const range = parseCidr(text);
    if (!range) {
      return {
        message: text.includes(':')
          ? 'is an IPv6 range; EKS clusters made here are IPv4'
          : 'is not an IPv4 range',
        allowed: 'an address and a prefix length, such as 198.51.100.7/32',
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
  });
}

/** An ARN of one service and resource type. */
export function arn(service: string, resource: string) {
  const pattern = new RegExp(`^arn:aws(-us-gov|-cn)?:${service}:[a-z0-9-]*:\\d{12}:${resource}`);
  return stringThat((text) =>
    pattern.test(text)
      ? undefined
      : {
          message: `is not the ARN of an ${service.toUpperCase()} ${resource.replace(/[^a-z]+/g, ' ').trim()}`,
          allowed: `arn:aws:${service}:…:<12-digit account>:…`,
        },
  );
}

/** A date as YYYY-MM-DD. */
export function isoDate() {
  return stringThat((text) => {
    const date = new Date(`${text}T00:00:00Z`);
    const isDate = /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime());
    if (isDate && date.toISOString().startsWith(text)) return undefined;
    return { message: 'is not a date', allowed: 'a day as YYYY-MM-DD, such as 2027-01-31' };
  });
}

/** One of some words, with the likely one named when it is none of them. */
export function oneOf<const T extends readonly [string, ...string[]]>(words: T) {
  return z.enum(words);
}
