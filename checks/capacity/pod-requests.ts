import { parseBytes, parseMillicores } from './quantities.ts';
import { fields, list } from '../values.ts';

/** What a pod asks for, in thousandths of a core and in bytes. */
export interface Requests {
  readonly cpu: number;
  readonly memory: number;
}

const nothing: Requests = { cpu: 0, memory: 0 };

/**
 * What the scheduler counts for a pod: its containers and sidecars together, or its hungriest init container
 * where that is more, plus the runtime's overhead.
 */
export function podRequests(podSpec: unknown): Requests {
  const { containers, initContainers, overhead, resources } = fields(podSpec);
  let sidecars = nothing;
  let starting = nothing;
  for (const container of list(initContainers)) {
    const own = containerRequests(container);
    if (fields(container).restartPolicy === 'Always') {
      sidecars = sum(sidecars, own);
      starting = most(starting, sidecars);
    } else {
      starting = most(starting, sum(sidecars, own));
    }
  }
  const running = list(containers).map(containerRequests).reduce(sum, sidecars);
  const needed = { ...most(running, starting), ...stated(fields(resources).requests) };
  return sum(needed, { ...nothing, ...stated(overhead) });
}

/** Adds what two pods or containers ask for. */
export function sum(a: Requests, b: Requests): Requests {
  return { cpu: a.cpu + b.cpu, memory: a.memory + b.memory };
}

function most(a: Requests, b: Requests): Requests {
  return { cpu: Math.max(a.cpu, b.cpu), memory: Math.max(a.memory, b.memory) };
}

// The API server takes a limit as the request where there is none.
function containerRequests(container: unknown): Requests {
  const { limits, requests } = fields(fields(container).resources);
  return { ...nothing, ...stated(limits), ...stated(requests) };
}

function stated(quantities: unknown): Partial<Requests> {
  const { cpu, memory } = fields(quantities);
  const millicores = parseMillicores(cpu);
  const bytes = parseBytes(memory);
  return {
    ...(millicores !== undefined && { cpu: Math.max(0, millicores) }),
    ...(bytes !== undefined && { memory: Math.max(0, bytes) }),
  };
}
