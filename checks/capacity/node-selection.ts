import { fields, list, text } from '../values.ts';
import { stringsOf } from './values.ts';

type Labels = Readonly<Record<string, string>>;

/** Whether a pod may run on a node with these labels, as far as they are known. */
export function admits(podSpec: unknown, labels: Labels): boolean {
  const { nodeSelector, affinity } = fields(podSpec);
  const selected = Object.entries(stringsOf(nodeSelector)).every(
    ([key, value]) => !isKnown(key, labels) || labels[key] === value,
  );
  const required = fields(
    fields(fields(affinity).nodeAffinity).requiredDuringSchedulingIgnoredDuringExecution,
  );
  const terms = list(required.nodeSelectorTerms);
  return (
    selected &&
    (terms.length === 0 ||
      terms.some((term) =>
        list(fields(term).matchExpressions).every(
          (expression) =>
            !isKnown(text(fields(expression).key) ?? '', labels) || holds(expression, labels),
        ),
      ))
  );
}

// A node gets labels that nobody wrote: its zone, its host's name, those of EKS. No verdict on these.
function isKnown(key: string, labels: Labels): boolean {
  const prefix = key.includes('/') ? key.slice(0, key.indexOf('/')) : '';
  return (
    key in labels ||
    !/(^|\.)(kubernetes\.io|k8s\.io|eks\.amazonaws\.com|eksctl\.io|k8s\.aws)$/.test(prefix)
  );
}

function holds(expression: unknown, labels: Labels): boolean {
  const { key, operator, values } = fields(expression);
  const value = labels[text(key) ?? ''];
  switch (operator) {
    case 'In':
      return value !== undefined && list(values).includes(value);
    case 'NotIn':
      return value === undefined || !list(values).includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    case 'Gt':
      return Number(value) > Number(list(values)[0]);
    case 'Lt':
      return Number(value) < Number(list(values)[0]);
    default:
      return false;
  }
}
