import { isApplied, withHistory } from './history.ts';
import type { Lifecycle } from './lifecycle.ts';
import type { Span } from './across-minors.ts';

/** One module's lifecycles at the minor that it belongs to. */
export interface DatedLifecycles {
  module: string;
  minor: number;
  lifecycles: Map<string, Lifecycle>;
}

/**
 * When each kind of each API version was deprecated and removed. What the OpenAPI documents show
 * comes first, then what the code says, then in which minor the type was deleted.
 */
export function removedApis(
  modules: readonly DatedLifecycles[],
  served: ReadonlyMap<string, readonly Span<string>[]>,
  last: number,
): Map<string, Lifecycle> {
  const removed = new Map<string, Lifecycle>();
  const keys = new Set([
    ...modules.flatMap(({ lifecycles }) => [...lifecycles.keys()]),
    ...served.keys(),
  ]);
  for (const key of [...keys].filter(isApplied).sort()) {
    const { deletedIn, ...tagged } = lastWord(key, modules);
    const said = withHistory(key, tagged.said);
    const servedUntil = served.get(key)?.at(-1)?.until;
    const removedIn = removalOf({ said, deletedIn, servedUntil, last });
    const { deprecatedIn } = said;
    if (deprecatedIn === undefined && removedIn === undefined) continue;
    const replacement = notList(said.replacement);
    removed.set(key, { deprecatedIn, removedIn, replacement });
  }
  return removed;
}

interface Evidence {
  said: Lifecycle;
  deletedIn: number | undefined;
  servedUntil: number | undefined;
  last: number;
}

function removalOf({ said, deletedIn, servedUntil, last }: Evidence): number | undefined {
  if (servedUntil === undefined) return said.removedIn ?? deletedIn;
  if (servedUntil < last) return servedUntil + 1;
  return said.removedIn !== undefined && said.removedIn > last ? said.removedIn : undefined;
}

/** What the newest module that knows a kind says of it, and the minor of the next one without it. */
function lastWord(
  key: string,
  modules: readonly DatedLifecycles[],
): Pick<Evidence, 'said' | 'deletedIn'> {
  let said: Lifecycle = {};
  let lastModule: DatedLifecycles | undefined;
  for (const module of modules) {
    const lifecycle = module.lifecycles.get(key);
    if (lifecycle) [said, lastModule] = [lifecycle, module];
  }
  const next = modules.find(
    ({ module, minor }) => module === lastModule?.module && minor > lastModule.minor,
  );
  return { said, deletedIn: next?.minor };
}

/** A replacement as it is meant: a tag or two name the list of the new kind. */
const notList = (replacement: string | undefined): string | undefined =>
  replacement?.replace(/List$/, '');
