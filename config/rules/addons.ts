import { type ConfigRule, twice } from './rule.ts';

/** Every addon once. */
export const addons: ConfigRule = ({ addons: list }) =>
  list.flatMap(({ name }, index) =>
    list.findIndex((other) => other.name === name) < index
      ? [{ path: ['addons', index, 'name'], ...twice }]
      : [],
  );
