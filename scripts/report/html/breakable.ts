import { type Html, joined, markup } from './html.ts';

/** A path, an ARN, an action or an image, to be broken only where it is read as broken anyway. */
export function breakable(text: string): Html {
  return joined(text.split(/(?<=[/:@])/), markup`<wbr>`);
}
