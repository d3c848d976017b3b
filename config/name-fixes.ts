import {
  anotherName,
  clusterName,
  didYouMeanName,
  patternOf,
  personName,
  type Propose,
  proposer,
} from './names.ts';
import { placeholderIn } from './likely/placeholder.ts';
import { formatPath, type KeyPath } from './key-path.ts';

/** Fixes for the names in a cluster file that can't be, or that somebody else has, by their path: no two propose the same. */
export function nameFixes(value: unknown, propose: Propose): (path: KeyPath) => string | undefined {
  let fixes: ReadonlyMap<string, string | undefined> | undefined;
  return (path) => (fixes ??= allFixes(value, propose)).get(formatPath(path));
}

function allFixes(value: unknown, propose: Propose): Map<string, string | undefined> {
  const { name, owner, learners } = (value ?? {}) as Partial<Record<string, unknown>>;
  const names = Array.isArray(learners) ? learners.map(nameIn) : [];
  const taken = new Set([...names, owner]);
  const proposeLearner = proposer(personName, (other) => taken.has(other));
  const isName = patternOf(personName);
  const before = new Set<string>();
  const fixes = new Map<string, string | undefined>();
  if (typeof name === 'string' && !patternOf(clusterName).test(name) && !placeholderIn(name)) {
    fixes.set('name', didYouMeanName(propose(name)));
  }
  for (const [index, learner] of names.entries()) {
    if (learner === undefined) continue;
    const path = formatPath(['learners', index, 'name']);
    if (placeholderIn(learner)) continue;
    if (!isName.test(learner)) fixes.set(path, didYouMeanName(proposeLearner(learner)));
    else if (before.has(learner)) fixes.set(path, anotherName(proposeLearner(learner)));
    before.add(learner);
  }
  return fixes;
}

function nameIn(learner: unknown): string | undefined {
  const { name } = (learner ?? {}) as { name?: unknown };
  return typeof name === 'string' ? name : undefined;
}
