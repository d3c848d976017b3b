import { inColour } from '../../terminal/door.ts';

const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, magenta: 35 } as const;

/** Colours a text, or leaves it alone. */
export type Paint = (style: keyof typeof codes, text: string) => string;

export const plain: Paint = (_, text) => text;

export const coloured: Paint = (style, text) => inColour(codes[style], text);

/** Colours for a terminal whose user doesn't object; none for files and pipes. */
export function paintFor(
  stream: { readonly isTTY?: boolean },
  env: Readonly<Record<string, string | undefined>> = process.env,
): Paint {
  return stream.isTTY && !env.NO_COLOR && env.TERM !== 'dumb' ? coloured : plain;
}
