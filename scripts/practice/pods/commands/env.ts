import type { Command } from './command.ts';

/** Prints the variables, or runs a command with others. */
export const env: Command = async (words, setting) => {
  const variables = new Map(setting.variables);
  let at = 0;
  for (; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const [, name, value] = /^([A-Za-z_]\w*)=([^]*)$/.exec(word) ?? [];
    if (word === '-u') variables.delete(words[(at += 1)] ?? '');
    else if (word === '-i' || word === '-') variables.clear();
    else if (name !== undefined) variables.set(name, value ?? '');
    else break;
  }
  const command = words.slice(at);
  if (command.length > 0) return setting.run(command, { ...setting, variables });
  for (const [name, value] of variables) setting.streams.out.write(`${name}=${value}\n`);
  return 0;
};

/** Prints the variables, or the values of some. */
export const printenv: Command = async (names, setting) => {
  if (names.length === 0) return env([], setting);
  const values = names.flatMap((name) => setting.variables.get(name) ?? []);
  for (const value of values) setting.streams.out.write(`${value}\n`);
  return values.length === names.length ? 0 : 1;
};
