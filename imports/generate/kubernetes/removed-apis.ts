import { ImportError } from '../import-error.ts';
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
  minors: Pick<Evidence, 'first' | 'last'>,
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
    const removedIn = removalOf(key, { said, deletedIn, servedUntil, ...minors });
    const deprecatedIn = lessThan(said.deprecatedIn, removedIn);
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
  /** The minor versions whose OpenAPI was read. */
  first: number;
  last: number;
}

function removalOf(
  key: string,
  { said, deletedIn, servedUntil, first, last }: Evidence,
): number | undefined {
  if (servedUntil === undefined) {
    const removedIn = said.removedIn ?? deletedIn;
    if (removedIn === undefined || removedIn <= first) return removedIn;
    throw new ImportError(`nothing serves ${key}, and only its history can tell since when`);
  }
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

/** A tag may name a later minor version than the one that removed the kind without a word. */
function lessThan(deprecatedIn: number | undefined, removedIn = Infinity): number | undefined {
  return deprecatedIn !== undefined && deprecatedIn <= removedIn ? deprecatedIn : undefined;
}

/** A replacement as it is meant: a tag or two name the list of the new kind. */
const notList = (replacement: string | undefined): string | undefined =>
  replacement?.replace(/List$/, '');
