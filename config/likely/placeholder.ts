const LONGEST = 300;

const forms: readonly RegExp[] = [
  /<[^>]*>/,
  /\{\{[^}]*(\}\})?/,
  /\$\{?\w+\}?/,
  /\b(YOUR|MY)[-_ ]?\w+/,
  /\b(your|my)[-_](name|ip|address|account|user|role|host|domain|region)\w*/,
  /\b(CHANGE|REPLACE|FILL)[-_ ]?(ME|THIS|IN)\b/i,
  /\b(TODO|TBD|FIXME)\b/,
  /(?<![a-z])x{3,12}(?![a-z])/i,
  /%[A-Z_]+%/,
  /\.\.\.|…/,
];

/** What of a value stands there for another one, as instructions have it: `<your-ip>`. */
export function placeholderIn(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  return forms.map((form) => form.exec(text)?.[0]).find((found) => found !== undefined);
}
