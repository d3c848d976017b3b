import { textEntries } from '../../checks/values.ts';

/** An object as kubectl reads it. */
export interface LiveObject {
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly deletionTimestamp?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** What was read of a cluster, at one moment. */
export class Live {
  constructor(private readonly objects: readonly LiveObject[]) {}

  /** All of a kind, or all of it in one namespace. */
  of(kind: string, namespace?: string): LiveObject[] {
    return this.objects.filter(
      (object) =>
        object.kind === kind &&
        (namespace === undefined || object.metadata.namespace === namespace),
    );
  }

  /** One object by its name. */
  find(kind: string, name: string, namespace?: string): LiveObject | undefined {
    return this.of(kind, namespace).find(({ metadata }) => metadata.name === name);
  }

  /** Whether a namespace is there and not on its way out. */
  has(namespace: string): boolean {
    const found = this.find('Namespace', namespace);
    return found !== undefined && found.metadata.deletionTimestamp === undefined;
  }
}

/** Whether a selector of labels takes an object. */
export function selects(selector: unknown, { metadata }: LiveObject): boolean {
  const wanted = textEntries(selector);
  return wanted.length > 0 && wanted.every(([label, value]) => metadata.labels?.[label] === value);
}
