import type { Command, Flag } from '../terminal/arguments.ts';

export const synthCommand = {
  name: 'synth',
  summary: 'Writes dist/<cluster>/ from clusters/<cluster>.yaml.',
  flags: {
    cluster: { type: 'string', multiple: true, value: 'NAME', help: 'only this cluster' },
    out: { type: 'string', value: 'DIR', help: 'write here instead of dist' },
    check: {
      type: 'boolean',
      help: 'write nothing; exit 1 and list the files when dist is not fresh',
    },
  },
} as const satisfies Command<Record<string, Flag>>;
