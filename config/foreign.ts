import type { Problem } from '../terminal/problem.ts';

/** The keys at the left edge of a text, each with what stands behind it in its line. */
type Keys = ReadonlyMap<string, string>;

interface Tool {
  readonly what: (keys: Keys) => string;
  readonly is: (keys: Keys, text: string) => boolean;
  /** Whether npm run validate reads such files. */
  readonly isValidated?: boolean;
}

const has =
  (...wanted: readonly string[]) =>
  (keys: Keys): boolean =>
    wanted.every((key) => keys.has(key));

// The first that fits: what is more special stands above.
const tools: readonly Tool[] = [
  {
    what: () => 'an eksctl ClusterConfig',
    is: (keys) => keys.get('apiVersion')?.startsWith('eksctl.io/') === true,
    isValidated: true,
  },
  {
    what: () => 'a kubeconfig',
    is: (keys) => keys.get('kind') === 'Config' || has('clusters', 'contexts')(keys),
  },
  { what: () => "a Helm chart's Chart.yaml", is: (keys) => has('apiVersion', 'version')(keys) },
  {
    what: (keys) => `a Kubernetes manifest (kind: ${keys.get('kind')})`,
    is: has('apiVersion', 'kind'),
    isValidated: true,
  },
  { what: () => 'a CloudFormation template', is: (keys) => has('Resources')(keys) },
  { what: () => 'a Docker Compose file', is: has('services') },
  { what: () => 'a workflow of GitHub Actions', is: has('on', 'jobs') },
  {
    what: () => "a Helm chart's values",
    is: (keys) => has('image', 'service')(keys) || has('replicaCount')(keys),
  },
  {
    what: () => 'a Terraform file',
    is: (_, text) => /^(resource|module|provider|variable) "[^"]*"/m.test(text),
  },
];

const KEY_AND_VALUE = /^["']?([\w-]+)["']?:[ \t]*["']?([^\s"'#]*)/gm;

/** What a text is when another tool's file was put in a cluster file's place, by its keys. */
export function foreignTo(file: string, text: string): Problem | undefined {
  const keys = new Map<string, string>();
  for (const [, key = '', value = ''] of text.matchAll(KEY_AND_VALUE)) {
    if (!keys.has(key)) keys.set(key, value);
  }
  if (keys.has('owner') || keys.has('access')) return undefined;
  const tool = tools.find(({ is }) => is(keys, text));
  if (!tool) return undefined;
  const reader = tool.isValidated ? ', where npm run validate checks it' : '';
  return {
    place: { file },
    message: `is ${tool.what(keys)}, not a cluster file`,
    allowed:
      'name: …, owner: …, access: { from: [<your address>/32] }, and what docs/cluster-file.md has',
    fix: `keep it in another folder${reader}; npm run init writes a cluster file`,
  };
}
