import { setTimeout as sleep } from 'node:timers/promises';
import type { LiveObject } from '../../../scripts/shared/live-objects.ts';
import { historySince, now } from './history.ts';
import type { World } from './world.ts';

interface Endpoint {
  readonly addresses: readonly string[];
  readonly conditions: {
    readonly ready?: boolean;
    readonly serving?: boolean;
    readonly terminating?: boolean;
  };
  readonly targetRef?: { readonly name: string };
}

type Slice = LiveObject & { readonly endpoints: readonly Endpoint[] | null };

/** One change of a Service's endpoints. */
export interface Row {
  /** What led to it; nothing when a deed had more changes than were expected. */
  readonly deed: string;
  readonly endpoints: readonly Endpoint[];
}

const QUIET_MS = 800;
const LONGEST_MS = 40_000;

/** Every change of a Service's endpoints, each under what was done before it. */
export class EndpointRecording {
  readonly rows: Row[] = [];
  private readonly path: string;

  constructor(
    private readonly world: World,
    namespace: string,
    private readonly service: string,
  ) {
    this.path = `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`;
  }

  /** Notes what there is, before anything is done. */
  async begin(deed: string): Promise<void> {
    const { body } = await this.world.plane.api('GET', this.path);
    const slice = (body as { items: Slice[] }).items.find((one) => this.isOurs(one));
    this.rows.push({ deed, endpoints: slice?.endpoints ?? [] });
  }

  /** Does something, and notes what becomes of the endpoints until they rest: at least a change for each deed. */
  async after(
    deeds: readonly [string, ...string[]],
    action: () => Promise<unknown>,
  ): Promise<void> {
    const since = await now(this.world.plane, this.path);
    await action();
    const deadline = Date.now() + LONGEST_MS;
    let states: (readonly Endpoint[])[] = [];
    let before: number;
    do {
      before = states.length;
      await sleep(QUIET_MS);
      states = await this.changesSince(since);
    } while (before !== states.length || (states.length < deeds.length && Date.now() < deadline));
    states.forEach((endpoints, index) => this.rows.push({ deed: deeds[index] ?? '', endpoints }));
  }

  // A change that says nothing new about any endpoint is none.
  private async changesSince(since: string): Promise<(readonly Endpoint[])[]> {
    const all = await historySince<Slice>(this.world.plane, this.path, since);
    let last = JSON.stringify(essence(this.rows.at(-1)?.endpoints ?? []));
    return all
      .filter(({ object }) => this.isOurs(object))
      .map(({ object }) => object.endpoints ?? [])
      .filter((endpoints) => {
        const text = JSON.stringify(essence(endpoints));
        const isNew = text !== last;
        last = text;
        return isNew;
      });
  }

  private isOurs({ metadata }: LiveObject): boolean {
    return metadata.labels?.['kubernetes.io/service-name'] === this.service;
  }
}

/** The rows as a table, with a letter for each pod in the order in which they came. */
export function tableOf(rows: readonly Row[], named: readonly string[]): string {
  const letters = new Map(named.map((name, index) => [name, letter(index)]));
  for (const { endpoints } of rows) {
    for (const { targetRef } of endpoints) {
      if (targetRef && !letters.has(targetRef.name)) {
        letters.set(targetRef.name, letter(letters.size));
      }
    }
  }
  const columns = [...letters.keys()];
  const cells = rows.map(({ deed, endpoints }) => [
    deed,
    ...columns.map((name) => {
      const endpoint = endpoints.find(({ targetRef }) => targetRef?.name === name);
      return endpoint ? stateOf(endpoint) : '';
    }),
  ]);
  const all = [['', ...letters.values()], ...cells];
  const widths = (all[0] ?? []).map((_, column) =>
    Math.max(...all.map((row) => row[column]?.length ?? 0)),
  );
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** How many pods a Service would send a request to. */
export function readyCount({ endpoints }: Row): number {
  return endpoints.filter(({ conditions }) => conditions.ready === true).length;
}

function stateOf({ conditions: { ready, serving, terminating } }: Endpoint): string {
  if (ready) return 'ready';
  if (terminating) return serving ? 'ending, still serving' : 'ending';
  return 'not ready';
}

function essence(endpoints: readonly Endpoint[]): unknown {
  return endpoints.map((endpoint) => `${endpoint.targetRef?.name} ${stateOf(endpoint)}`).sort();
}

function letter(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}
