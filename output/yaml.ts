import { DEFAULT_SCALAR_STYLE_RULES, dump, SCALAR_STYLE, type ScalarLayout } from 'js-yaml';

/**
 * Plain data as YAML that readers of 1.1 and 1.2 understand alike.
 *
 * js-yaml decides how each text is written, once; the rest of a document is only indentation, which is put together
 * here. What is anything but ordinary is left to js-yaml altogether.
 */
export function toYaml(value: object): string {
  const text = Array.isArray(value) ? undefined : mapping(value, '');
  return text ? `${text.slice(1)}\n` : dumped(value);
}

const scalarStyleRules = [quoteWhatLooksLikeNumbers, ...Object.values(DEFAULT_SCALAR_STYLE_RULES)];

/** The same by js-yaml alone. */
export function dumped(value: unknown): string {
  return dump(value, { noRefs: true, lineWidth: -1, scalarStyleRules });
}

// js-yaml quotes what either version of YAML reads as a number, but for a few odd ones, such as `.` and `e1`, that
// some readers of 1.1 take for one.
function quoteWhatLooksLikeNumbers(layout: ScalarLayout): void {
  const { node, style } = layout;
  if (style !== SCALAR_STYLE.PLAIN || node.tag !== 'tag:yaml.org,2002:str') return;
  if (/^[-+]?[\d_.]*([eE][-+]?\d+)?$/.test(node.value)) layout.style = SCALAR_STYLE.SINGLE_QUOTED;
}

// Each of its lines begins with a line break.
function mapping(object: object, indent: string): string | undefined {
  let text = '';
  for (const key of Object.keys(object)) {
    const name = scalar(key);
    const value = (object as Record<string, unknown>)[key];
    if (value === undefined) continue;
    const written = below(value, `${indent}  `);
    if (name === undefined || written === undefined) return undefined;
    text += `\n${indent}${name}:${written}`;
  }
  return text;
}

function sequence(items: readonly unknown[], indent: string): string | undefined {
  let text = '';
  const deeper = `${indent}  `;
  for (const item of items) {
    let written = below(item, deeper);
    if (written === undefined) return undefined;
    // What stands below an item begins on the item's own line.
    if (written.startsWith('\n')) written = ` ${written.slice(1 + deeper.length)}`;
    text += `\n${indent}-${written}`;
  }
  return text;
}

// A value as it follows its key or its dash.
function below(value: unknown, deeper: string): string | undefined {
  if (typeof value === 'object' && value !== null) {
    if (Array.isArray(value)) return value.length === 0 ? ' []' : sequence(value, deeper);
    if (Object.getPrototypeOf(value) !== Object.prototype) return undefined;
    const text = mapping(value, deeper);
    return text === '' ? ' {}' : text;
  }
  const text = scalar(value);
  return text === undefined ? undefined : ` ${text}`;
}

function scalar(value: unknown): string | undefined {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'boolean') return String(value);
  if (Number.isSafeInteger(value)) return Object.is(value, -0) ? undefined : String(value);
  return value === null ? 'null' : undefined;
}

// These need no quotes, whoever reads them: a letter first, then what has no meaning in YAML; and none of the words
// that 1.1 takes for a truth, a null or a number.
const UNMISTAKABLE = /^(?:\/|--?)?[A-Za-z][\w./-]*(?:[:=@,+][\w./-]+)*$/;
const MEANT_OTHERWISE = /^-{0,2}(?:y|n|yes|no|on|off|true|false|null|nan|inf|e[-+\d_.]*)$/i;
const NUMBER_OR_TRUTH = /^(?:\d+(?:\.\d+)?|true|false|)$/;
const AMOUNT = /^\d+(?:m|Mi|Gi)$/;
const RANGE = /^\d+\.\d+\.\d+\.\d+\/\d+$/;
const MOST_REMEMBERED = 10_000;

const written = new Map<string, string | undefined>();

function quoted(text: string): string | undefined {
  if (isUnmistakable(text)) return text;
  if (NUMBER_OR_TRUTH.test(text)) return `'${text}'`;
  if (written.has(text)) return written.get(text);
  if (written.size >= MOST_REMEMBERED) written.clear();
  const line = text.length <= 1024 && !/[\r\n]/.test(text) ? dumped([text]).slice(2, -1) : '\n';
  const result = line.includes('\n') ? undefined : line;
  written.set(text, result);
  return result;
}

function isUnmistakable(text: string): boolean {
  if (UNMISTAKABLE.test(text)) return !MEANT_OTHERWISE.test(text);
  return AMOUNT.test(text) || RANGE.test(text);
}
