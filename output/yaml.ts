import { DEFAULT_SCALAR_STYLE_RULES, dump, SCALAR_STYLE, type ScalarLayout } from 'js-yaml';

/** Plain data as YAML that readers of 1.1 and 1.2 understand alike. */
export function toYaml(value: object): string {
  return dump(value, { noRefs: true, lineWidth: -1, scalarStyleRules });
}

const scalarStyleRules = [quoteWhatLooksLikeNumbers, ...Object.values(DEFAULT_SCALAR_STYLE_RULES)];

// js-yaml quotes what either version of YAML reads as a number, but for a few odd ones, such as `.` and `e1`, that
// some readers of 1.1 take for one.
function quoteWhatLooksLikeNumbers(layout: ScalarLayout): void {
  const { node, style } = layout;
  if (style !== SCALAR_STYLE.PLAIN || node.tag !== 'tag:yaml.org,2002:str') return;
  if (/^[-+]?[\d_.]*([eE][-+]?\d+)?$/.test(node.value)) layout.style = SCALAR_STYLE.SINGLE_QUOTED;
}
