import { clusterName, didYouMeanName, type NameRule, proposer } from '../../config/names.ts';
import { type Choices, chosen, controllers, listOf, regions } from './choices.ts';
import { problemsWith } from './draft.ts';
import type { Wish } from './wish.ts';

const offer: NameRule = { longest: 40, letterFirst: true };

/** Someone who answers, and the words of an answer that won't do. */
export interface Person {
  readonly ask: (question: string) => Promise<string>;
  readonly tell: (line: string) => void;
  /** How many characters a line has. */
  readonly width: number;
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

/** Asks for the few things that matter, each until it will do; an empty answer takes what is offered. */
export async function questions(
  person: Person,
  { said, user, region, address, taken }: Known,
): Promise<Wish> {
  // It may take a while, and nobody should wait for it.
  const { from = [], ...others } = said;
  const found = from.length > 0 ? undefined : address();
  const freeName = (text: string) =>
    proposer(clusterName, (other) => taken(other) !== undefined)(text);
  let wish: Partial<Wish> = found ? others : said;
  const ask = async (key: Key, question: Omit<Question, 'refusal'>): Promise<string> => {
    if (key !== 'from' && wish[key] !== undefined) return wish[key];
    const refusal = (text: string) => refusalOf(key, text, wish, { taken, freeName });
    const text = await answer(person, { ...question, refusal });
    wish = { ...wish, [key]: key === 'from' ? [text] : text };
    return text;
  };
  person.tell('Press Enter to take what stands in [brackets].');
  const owner = await ask('owner', {
    hint: 'Your name is for the namespace NAME-bc-svc and for tags: small letters, digits and -.',
    question: 'Your name',
    offered: proposer(offer)(user.replace(/^[^\p{L}]+/u, '')),
  });
  await ask('name', {
    hint: "The cluster's name is its file's, too: small letters, digits and -, first a letter.",
    question: "The cluster's name",
    offered: freeName(`${owner}-shop`),
  });
  await ask('region', {
    question: 'The region: its number, its code or its place',
    offered: region,
    choices: regions,
  });
  await ask('ingress', {
    question: 'The ingress controller: its number or its name',
    offered: 'nginx',
    choices: controllers,
  });
  if (found) {
    const own = await found;
    if (own instanceof Error) person.tell(`  ${own.message}`);
    await ask('from', {
      hint: 'Only one address or range may reach it, such as 198.51.100.7 or 198.51.100.0/24.',
      question: 'The address',
      offered: own instanceof Error ? undefined : own,
      complete: (range) => (/^[\d.]+$/.test(range) ? `${range}/32` : range),
    });
  }
  return filled(wish);
}

type Key = 'owner' | 'name' | 'region' | 'ingress' | 'from';

interface Question {
  /** What may be typed, in a line above the question. */
  readonly hint?: string;
  readonly question: string;
  readonly offered?: string;
  readonly choices?: Choices;
  /** The answer that a short one stands for. */
  readonly complete?: (text: string) => string;
  /** Why an answer won't do; undefined where it will. */
  readonly refusal: (text: string) => string | undefined;
}

async function answer(
  { ask, tell, width }: Person,
  { hint, question, offered, choices, complete = (text) => text, refusal }: Question,
): Promise<string> {
  const shown = (text: string) => choices?.all.find(({ value }) => value === text)?.shown ?? text;
  if (hint) tell(hint);
  if (choices) for (const line of listOf(choices, width)) tell(line);
  const inBrackets =
    offered === undefined ? '' : ` [${choices === regions ? shown(offered) : offered}]`;
  for (;;) {
    const typed = (await ask(`${question}${inBrackets}: `)).trim() || (offered ?? '');
    const text = complete(choices ? chosen(choices, typed) : typed);
    const why = text === '' ? 'is needed' : refusal(text);
    if (why !== undefined) tell(`  ${text && `${text} `}${why}`);
    else {
      if (choices && text !== typed) tell(`  ${shown(text)}`);
      return text;
    }
  }
}

/** A wish with something that will do for what is still to come, so that the rest can be judged. */
export function filled(wish: Partial<Wish>): Wish {
  return { name: 'a', owner: 'a', ...wish, from: wish.from?.length ? wish.from : ['8.8.8.8/32'] };
}

interface Names {
  readonly taken: (name: string) => string | undefined;
  readonly freeName: (text: string) => string | undefined;
}

// All that synth would say of a cluster file with this answer in it: the last one can't end it either.
function refusalOf(
  key: Key,
  text: string,
  before: Partial<Wish>,
  names: Names,
): string | undefined {
  const [inTheWay] = key === 'name' ? [names.taken(text)] : [];
  if (inTheWay) return withFix(inTheWay, didYouMeanName(names.freeName(text)));
  const wish = filled({ ...before, [key]: key === 'from' ? [text] : text });
  const said = (of: keyof Wish) => ({ file: '', at: of });
  const [problem] = problemsWith({ wish, said }, { propose: names.freeName });
  if (!problem) return undefined;
  const { message, fix, allowed } = problem;
  return withFix(message, fix ?? (allowed && `allowed: ${allowed}`));
}

function withFix(message: string, fix: string | undefined): string {
  return fix ? `${message}; ${fix}` : message;
}
