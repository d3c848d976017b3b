/** What names of one kind may be: small letters, digits and hyphens, as in every DNS label. */
export interface NameRule {
  readonly longest: number;
  /** Names of AWS begin with a letter. */
  readonly letterFirst?: boolean;
}

export const clusterName: NameRule = { longest: 50, letterFirst: true };
/** With -bc-svc behind it, it is a namespace's name. */
export const personName: NameRule = { longest: 56 };

/** What such a name looks like. */
export function patternOf({ longest, letterFirst = false }: NameRule): RegExp {
  return new RegExp(`^[a-z${letterFirst ? '' : '0-9'}]([a-z0-9-]{0,${longest - 2}}[a-z0-9])?$`);
}

/** The same in words. */
export function allowedIn({ longest, letterFirst = false }: NameRule): string {
  const letter = 'a letter or digit';
  const ends = letterFirst
    ? `the first is a letter, the last ${letter}`
    : `the first and the last are ${letter}`;
  return `only small letters, digits and -, 1 to ${longest} of them; ${ends} (a DNS label)`;
}

/** What keeps a text from being a name; undefined where nothing does. */
export function wrongWith(text: string, rule: NameRule): string | undefined {
  if (patternOf(rule).test(text)) return undefined;
  if (text === '') return 'is empty';
  if (text.length > rule.longest) return `has ${text.length} characters`;
  const strange = strangeIn(text);
  if (strange.length > 0) {
    return `may not have ${strange.join(', ').replace(/, (?=[^,]*$)/, ' or ')}`;
  }
  if (text.startsWith('-')) return 'may not begin with -';
  return `may not ${text.endsWith('-') ? 'end with -' : 'begin with a digit'}`;
}

const MOST_NAMED = 3;

function strangeIn(text: string): string[] {
  const capitals = text.match(/[A-Z]/g)?.length ?? 0;
  const others = [...new Set(text.normalize('NFC').match(/[^A-Za-z0-9\s-]/gu))];
  return [
    ...(capitals > 0 ? [capitals > 1 ? 'capital letters' : 'a capital letter'] : []),
    ...(/\s/.test(text) ? ['a blank'] : []),
    ...others.slice(0, MOST_NAMED).map((sign) => `"${sign}"`),
    ...(others.length > MOST_NAMED ? ['other signs'] : []),
  ];
}

/** Finds a name for a text that can't be one; `own` is nobody else's, though it is taken. */
export type Propose = (text: string, own?: string) => string | undefined;

/** Proposes names: the nearest that are allowed, none that is taken, and none twice. */
export function proposer(
  rule: NameRule,
  isTaken: (name: string) => boolean = () => false,
): Propose {
  const pattern = patternOf(rule);
  const given = new Set<string>();
  const numbers = new Map<string, number>();
  const isFree = (name: string) => !given.has(name) && !isTaken(name);
  return (text, own) => {
    const base = shortened(spelled(text) ?? '', rule.longest);
    if (!pattern.test(base)) return undefined;
    let name = base;
    // Namesakes are numbered on from where the last one ended.
    for (let number = numbers.get(base) ?? 2; name !== own && !isFree(name); number++) {
      const end = `-${number}`;
      name = `${shortened(base, rule.longest - end.length)}${end}`;
      numbers.set(base, number + 1);
    }
    given.add(name);
    return name;
  };
}

/** A fix that proposes a name. */
export function didYouMeanName(name: string | undefined): string | undefined {
  return name && `did you mean ${name}?`;
}

/** What is to be done about a name that somebody has already, with one that is free. */
export function anotherName(name: string | undefined): string {
  return `remove one of the two${name ? `, or name the other one ${name}` : ''}`;
}

function shortened(name: string, longest: number): string {
  return name.slice(0, longest).replace(/-+$/, '');
}

/**
 * A text in small letters, digits and hyphens, the same in every locale. Undefined where letters are left that have no
 * usual spelling: without them, it would be somebody else's name.
 */
function spelled(text: string): string | undefined {
  const latin = text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\0-\x7F]/gu, (sign) => spellings[sign] ?? sign)
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}'’ʼ`´]/gu, '');
  if (/[^\P{L}a-z]/u.test(latin)) return undefined;
  return latin.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
}

// What is written with other letters where these are missing, or has no letter beneath its mark.
const spellings: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŧ: 't',
  ŋ: 'n',
};
