/** A field that is not what it was. A step in its path is a key, or `[name]` for an item of a list. */
export interface FieldChange {
  readonly path: readonly string[];
  /** Undefined when the field is new. */
  readonly before?: unknown;
  /** Undefined when the field is gone. */
  readonly after?: unknown;
}

/** A path as a person would write it: `spec.containers[web].image`. */
export function formatSteps(path: readonly string[]): string {
  return path
    .map((step, index) => {
      if (step.startsWith('[')) return step;
      const key = /^[\w-]+$/.test(step) ? step : `"${step}"`;
      return index === 0 ? key : `.${key}`;
    })
    .join('');
}

/** Whether a path lies at or below a pattern: `spec.containers[].image`, where `[]` is any item. */
export function isBelow(path: readonly string[], pattern: string): boolean {
  const steps = stepsOf(pattern);
  return (
    steps.length <= path.length &&
    steps.every((step, index) =>
      step === '[]' ? path[index]!.startsWith('[') : step === path[index],
    )
  );
}

// Each change asks for the same patterns again.
const known = new Map<string, readonly string[]>();

function stepsOf(pattern: string): readonly string[] {
  const steps = known.get(pattern) ?? pattern.replaceAll('[]', '.[]').split('.');
  known.set(pattern, steps);
  return steps;
}
