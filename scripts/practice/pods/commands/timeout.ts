import { type Command, notPlayed } from './command.ts';

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600 };
const TERMINATED = 143;

/** Runs a command no longer than for a time. */
export const timeout: Command = async (words, setting) => {
  const [duration = '', ...command] = words;
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)([smh]?)$/.exec(duration) ?? [];
  if (number === undefined || command.length === 0) {
    return notPlayed(setting, 'of timeout, practice plays `timeout SECONDS COMMAND` alone');
  }
  const limit = AbortSignal.timeout(Number(number) * (UNITS[unit] ?? 1) * 1000);
  const gone = AbortSignal.any([limit, setting.streams.gone]);
  const streams = { ...setting.streams, gone };
  const code = await setting.run(command, { ...setting, streams });
  return limit.aborted ? TERMINATED : code;
};
