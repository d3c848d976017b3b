import { safeParse, type z } from 'zod';
import { cidr } from '../../config/fields.ts';
import {
  allowedIn,
  clusterName,
  didYouMeanName,
  type NameRule,
  proposer,
  wrongWith,
} from '../../config/names.ts';
import { clusterSchema } from '../../config/schema.ts';
import { didYouMean } from '../../terminal/suggest.ts';
import { regionNames } from '../../tables/regions.ts';
import type { Wish } from './wish.ts';

const offer: NameRule = { longest: 40, letterFirst: true };

/** Someone who answers, and the words of an answer that won't do. */
export interface Person {
  readonly ask: (question: string) => Promise<string>;
  readonly tell: (line: string) => void;
}

/** What is known before the first question; what is said on the command line is not asked for. */
export interface Known {
  readonly said: Partial<Wish>;
  readonly user: string;
  readonly region: string;
  /** The caller's own address, or why it is not known. */
  readonly address: () => Promise<string | Error>;
  /** Why there can't be a cluster of this name; undefined where it can. */
  readonly taken: (name: string) => string | undefined;
}

const { owner, region } = clusterSchema.shape;

/** Asks for the few things that matter, each until it will do; an empty answer takes what is offered. */
export async function questions(
  person: Person,
  { said, user, region: usual, address, taken }: Known,
): Promise<Wish> {
  const freeName = (text: string) =>
    proposer(clusterName, (other) => taken(other) !== undefined)(text);
  const own =
    said.owner ??
    (await answer(person, {
      question: 'Your name, for NAME-bc-svc and the tags',
      offered: label(user),
      refusal: (text) => refusalOf(owner, text),
    }));
  const cluster =
    said.name ??
    (await answer(person, {
      question: "The cluster's name",
      offered: freeName(`${own}-shop`),
      refusal: (text) => {
        const why = wrongWith(text, clusterName) ?? taken(text);
        const free = didYouMeanName(freeName(text)) ?? `allowed: ${allowedIn(clusterName)}`;
        return why && `${why}; ${free}`;
      },
    }));
  const where =
    said.region ??
    (await answer(person, {
      question: 'AWS region',
      offered: usual,
      refusal: (text) => refusalOf(region, text, regionNames),
    }));
  return {
    ...said,
    owner: own,
    name: cluster,
    region: where,
    from:
      said.from && said.from.length > 0 ? said.from : [await askAddress(person, await address())],
  };
}

async function askAddress(person: Person, found: string | Error): Promise<string> {
  if (found instanceof Error) person.tell(`  ${found.message}`);
  return answer(person, {
    question: 'The only address that may reach it',
    offered: found instanceof Error ? undefined : found,
    complete: (range) => (/^[\d.]+$/.test(range) ? `${range}/32` : range),
    refusal: (range) => refusalOf(cidr('198.51.100.7/32'), range),
  });
}

interface Question {
  readonly question: string;
  readonly offered?: string;
  /** The answer that a short one stands for. */
  readonly complete?: (text: string) => string;
  /** Why an answer won't do; undefined where it will. */
  readonly refusal: (text: string) => string | undefined;
}

async function answer(
  { ask, tell }: Person,
  { question, offered, complete = (text) => text, refusal }: Question,
): Promise<string> {
  for (;;) {
    const offer = offered === undefined ? '' : ` [${offered}]`;
    const text = complete((await ask(`${question}${offer}: `)).trim() || (offered ?? ''));
    const why = text === '' ? 'is needed' : refusal(text);
    if (why === undefined) return text;
    tell(`  ${text && `${text} `}${why}`);
  }
}

function refusalOf(
  schema: z.ZodType,
  text: string,
  words: readonly string[] = [],
): string | undefined {
  const [issue] = safeParse(schema, text).error?.issues ?? [];
  if (!issue) return undefined;
  if (issue.code !== 'custom') {
    return ['is not one of those', didYouMean(text, words)].filter(Boolean).join('; ');
  }
  const { allowed, fix } = (issue.params ?? {}) as { allowed?: string; fix?: string };
  return [issue.message, fix ?? (allowed && `allowed: ${allowed}`)].filter(Boolean).join('; ');
}

// What someone is called on this computer, as far as it will do.
function label(text: string): string | undefined {
  return proposer(offer)(text.replace(/^[^\p{L}]+/u, ''));
}
