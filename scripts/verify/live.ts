import { at, list, text, textEntries } from '../../checks/values.ts';

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

/** Whether a condition of an object's status is True. */
export function holds(object: LiveObject, type: string): boolean {
  return list(at(object, 'status', 'conditions')).some(
    (condition) => at(condition, 'type') === type && at(condition, 'status') === 'True',
  );
}

/** Whether a selector of labels takes an object. */
export function selects(selector: unknown, { metadata }: LiveObject): boolean {
  const wanted = textEntries(selector);
  return wanted.length > 0 && wanted.every(([label, value]) => metadata.labels?.[label] === value);
}

/** Why a pod isn't ready, as the API server has it. */
export function troubleOf(pod: LiveObject): string {
  for (const status of [
    ...list(at(pod, 'status', 'initContainerStatuses')),
    ...list(at(pod, 'status', 'containerStatuses')),
  ]) {
    const waiting = at(status, 'state', 'waiting');
    const reason = text(at(waiting, 'reason'));
    if (reason && reason !== 'PodInitializing') {
      const message = text(at(waiting, 'message'));
      return message ? `${reason}: ${message.split('\n')[0]}` : reason;
    }
  }
  const unscheduled = list(at(pod, 'status', 'conditions')).find(
    (condition) => at(condition, 'type') === 'PodScheduled' && at(condition, 'status') === 'False',
  );
  const message = text(at(unscheduled, 'message'));
  return message ?? text(at(pod, 'status', 'phase')) ?? 'unknown';
}
