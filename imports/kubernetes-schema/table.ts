import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface SchemaTable {
  /** `apps/v1 Deployment` → `namespaced:apps/v1.Deployment`, with the minors that serve it. */
  readonly kinds: Readonly<Record<string, string>>;
  /** `apps/v1.Deployment` → `name:type` for each field, `!` before the type of a required one. */
  readonly definitions: Readonly<Record<string, string>>;
}

/** When a kind was deprecated and removed: minors of 1.x. */
export interface LifecycleRow {
  readonly deprecatedIn?: number;
  readonly removedIn?: number;
  readonly replacement?: string;
}

/** The kinds and fields of all minors; read once, when first needed. */
export const schemaTable = lazily(() => readJson('schema.json') as SchemaTable);

/** The deprecated and removed kinds by `apiVersion kind`; read once, when first needed. */
export const lifecycleTable = lazily(
  () => new Map(Object.entries(readJson('removed-apis.json') as Record<string, LifecycleRow>)),
);

const readJson = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8'));

function lazily<Value>(read: () => Value): () => Value {
  let value: Value | undefined;
  return () => (value ??= read());
}
