import { didYouMean } from '../../terminal/suggest.ts';
import type { About } from '../check.ts';

/**
 * A value in a ClusterConfig and the path to it. Rules read an unknown object through it: whatever
 * is missing or of another type than asked for reads as unset, as the schema's rule reports it.
 */
export class Place {
  constructor(
    readonly value: unknown,
    private readonly parent?: Place,
    private readonly key: string | number = '',
  ) {}

  /** The keys from the top: `managedNodeGroups[0].labels["a/b"]`. */
  get path(): string {
    if (!this.parent) return '';
    return typeof this.key === 'number'
      ? `${this.parent.path}[${this.key}]`
      : joinPath(this.parent.path, this.key);
  }

  /** The place below, by plain keys: `at('vpc', 'cidr')`. */
  at(...keys: string[]): Place {
    return keys.reduce<Place>((place, key) => place.child(key), this);
  }

  items(): Place[] {
    if (!Array.isArray(this.value)) return [];
    // Not map, which leaves out holes.
    const list: unknown[] = this.value;
    return Array.from(list, (item, index) => new Place(item, this, index));
  }

  entries(): [string, Place][] {
    return this.keys().map((key) => [key, this.child(key)]);
  }

  keys(): string[] {
    return isMap(this.value) ? Object.keys(this.value) : [];
  }

  /** The strings in a list of strings. */
  texts(): string[] {
    return this.items().flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  }

  get isSet(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  /** Unset, or set to nothing: the empty string, list or map, which eksctl takes as unset. */
  get isEmpty(): boolean {
    if (!this.isSet || this.value === '') return true;
    if (Array.isArray(this.value)) return this.value.length === 0;
    return isMap(this.value) && Object.keys(this.value).length === 0;
  }

  /** The string here, or '' where there is none. */
  get text(): string {
    return typeof this.value === 'string' ? this.value : '';
  }

  get number(): number | undefined {
    return typeof this.value === 'number' ? this.value : undefined;
  }

  get isOn(): boolean {
    return this.value === true;
  }

  get isOff(): boolean {
    return this.value === false;
  }

  private child(key: string): Place {
    const value = isMap(this.value) && Object.hasOwn(this.value, key) ? this.value[key] : undefined;
    return new Place(value, this, key);
  }
}

/** A place and what is wrong there; index.ts makes a finding of it. */
export interface Problem {
  readonly at: Place;
  readonly message: string;
  readonly allowed?: string;
  readonly fix?: string;
  /** That it may only be newer than what this project knows. */
  readonly warning?: boolean;
}

/** One group of eksctl's rules, over a whole ClusterConfig. */
export interface Rule {
  (cluster: Place): Iterable<Problem>;
  readonly about: About;
}

/** A rule, from what it is for and what it does. */
export function rule(about: About, look: (cluster: Place) => Iterable<Problem>): Rule {
  return Object.assign(look, { about });
}

/** Whether a value is a map, as YAML has them. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A path with one key more: `a.b`, or `a["b/c"]` where the key is not a plain word. */
export function joinPath(path: string, key: string): string {
  if (!/^[\w-]+$/.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path ? `${path}.${key}` : key;
}

/** The places that are not empty. */
export function filled(places: readonly Place[]): Place[] {
  return places.filter((place) => !place.isEmpty);
}

/** A list of words as a sentence has it: `a, b or c`. */
export function either(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** The last part of a place's path: its own key. */
export function keyOf({ path }: Place): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

/** A problem when the string here is none of the allowed ones. */
export function* oneOf(at: Place, allowed: readonly string[]): Generator<Problem> {
  if (!at.text || allowed.includes(at.text)) return;
  yield {
    at,
    message: `${at.path} has no value ${JSON.stringify(at.text)}`,
    allowed: either(allowed),
    fix: didYouMean(at.text, allowed),
  };
}

/** A problem at each place whose text an earlier one has already. */
export function* unique(
  places: readonly Place[],
  nameOf: (place: Place) => string,
  what: string,
): Generator<Problem> {
  const first = new Map<string, Place>();
  for (const at of places) {
    const name = nameOf(at);
    const earlier = first.get(name);
    if (name && earlier) {
      yield { at, message: `${what} ${name} is there already, as ${earlier.path}` };
    } else if (name) first.set(name, at);
  }
}
