import type { OutputFile } from './manifest.ts';
import { toYaml } from './yaml.ts';

const MADE_BY = '# Made by `npm run synth`';
/** Every statement's name of a policy begins so: JSON has no comments, and it shows whose file it is. */
export const SID = 'EksSockShop';

const POLICY_BY = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "${SID}`;

/** A file of one object that is none of the cluster's: the ClusterConfig, or a kustomization. */
interface SingleFile {
  readonly comments?: readonly string[];
  readonly object: object;
}

/** A file's text: whose it is, what to know about it, and its objects as YAML that 1.1 and 1.2 read alike. */
export function render(cluster: string, file: OutputFile | SingleFile): string {
  const objects = 'object' in file ? [file.object] : file.objects;
  const head = [
    `${MADE_BY} from clusters/${cluster}.yaml: edits here get lost.`,
    ...(file.comments ?? []).map((line) => `# ${line}`),
  ].join('\n');
  return `${head}\n${objects.map(yamlOf).join('---\n')}`;
}

const written = new WeakMap<object, string>();

// Clusters share objects: each is written once.
function yamlOf(object: object): string {
  let text = written.get(object);
  if (text === undefined) written.set(object, (text = toYaml(object)));
  return text;
}

/** An IAM policy's text: JSON without comments, as IAM takes nothing else. */
export function renderPolicy(policy: object): string {
  return `${JSON.stringify(policy, null, 2)}\n`;
}

/** Whether a file's text is one that synth wrote. */
export function isOurs(text: string): boolean {
  return text.startsWith(MADE_BY) || text.startsWith(POLICY_BY);
}

/** How much of a file's beginning shows whether it is one that synth wrote. */
export const TELLTALE_LENGTH = Math.max(MADE_BY.length, POLICY_BY.length);
