import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { broughtIn } from '../../aws/programs/brought.ts';
import { PRACTICE } from '../../config/practice.ts';
import { playedAccount } from './aws/played-account.ts';
import { kubeconfigIn } from './state.ts';

/** What a shell is told, so that its programs find practice and nobody else. */
export interface Environment {
  readonly variables: Readonly<Record<string, string>>;
  /** A folder of programs that come before those on the PATH. */
  readonly path: string;
  /** The programs in words. */
  readonly programs: readonly string[];
}

/** Where the parts of practice are. */
export interface Places {
  /** Practice's own folder. */
  readonly folder: string;
  /** The daemon's process. */
  readonly pid: number;
  /** Where AWS is played. */
  readonly aws: string;
  /** The only way out. */
  readonly outside: string;
  /** The certificate of whoever is played over TLS. */
  readonly authority: string;
  readonly programs: readonly string[];
  /** What else its programs are told. */
  readonly more: Readonly<Record<string, string>>;
}

/** Tells which practice a shell is in: a later one has the same folder. */
export const DAEMON = 'EKS_PRACTICE_PID';

/** The file in practice's folder with what its users are told: why something does not answer. */
export const TOLD = 'told';

const PRELOAD = join(import.meta.dirname, 'outside', 'preload.mjs');
// The AWS CLI shows a proxy's address alone, and not what it answers.
const SAID_BY_PATH = 'practice-never-leaves-this-computer';
const HERE = '127.0.0.1,localhost,.localhost,127.0.0.0/8';

/** The environment of practice's programs. */
export function environmentAt(places: Places): Environment {
  const { folder, pid, aws, outside, authority, programs, more } = places;
  const proxies = ['HTTP_PROXY', 'HTTPS_PROXY'].flatMap((name) => [name, name.toLowerCase()]);
  return {
    path: broughtIn(folder),
    programs,
    variables: {
      [PRACTICE]: folder,
      [DAEMON]: String(pid),
      ...more,
      EKS_PRACTICE_OUTSIDE: outside,
      AWS_ENDPOINT_URL: aws,
      AWS_ACCESS_KEY_ID: playedAccount.accessKey,
      AWS_SECRET_ACCESS_KEY: playedAccount.secretKey,
      AWS_CONFIG_FILE: join(folder, 'aws-config'),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'aws-credentials'),
      AWS_EC2_METADATA_DISABLED: 'true',
      KUBECONFIG: kubeconfigIn(folder),
      KUBECACHEDIR: join(folder, 'kube-cache'),
      ...Object.fromEntries(proxies.map((name) => [name, `${outside}${SAID_BY_PATH}`])),
      NO_PROXY: HERE,
      no_proxy: HERE,
      SSL_CERT_FILE: authority,
      NODE_OPTIONS: `--import=${pathToFileURL(PRELOAD).href}`,
      npm_config_update_notifier: 'false',
    },
  };
}

// Who one is on AWS, what leads elsewhere, what another practice told, and what npm tells the command that it runs.
const UNWANTED =
  /^(AWS_(?!REGION$|DEFAULT_REGION$|DEFAULT_OUTPUT$|PAGER$|CLI_)\w+|(HTTPS?|ALL|NO)_PROXY|EKS_PRACTICE\w*|npm_\w+|INIT_CWD|NODE|KUBERNETES_\w+)$/i;

/** The variables of a surrounding environment that must not reach practice's programs. */
export function unwanted(env: NodeJS.ProcessEnv): string[] {
  return Object.keys(env).filter((name) => UNWANTED.test(name));
}

/** An environment in which nothing says who one is on AWS, or leads elsewhere. */
export function without(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const left = new Set(unwanted(env));
  return Object.fromEntries(Object.entries(env).filter(([name]) => !left.has(name)));
}

/** An environment without all that a practice put into it. */
export function afterPractice(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { [PRACTICE]: folder } = env;
  if (folder === undefined) return env;
  const nowhere = { folder, pid: 0, aws: '', outside: '', authority: '', programs: [], more: {} };
  const { variables, path } = environmentAt(nowhere);
  const left = Object.entries(env).filter(
    ([name]) => !(name in variables) && !name.startsWith(PRACTICE),
  );
  const folders = (env.PATH ?? '').split(':').filter((one) => one !== path);
  return { ...Object.fromEntries(left), PATH: folders.join(':') };
}

/** An environment with practice's in place of all that leads elsewhere. */
export function within(env: NodeJS.ProcessEnv, { variables, path }: Environment) {
  return {
    ...without(env),
    ...variables,
    PATH: `${path}:${ownPath(env.PATH)}`,
  };
}

/** A PATH without the folders that npm puts before it. */
function ownPath(path = ''): string {
  return path
    .split(':')
    .filter((folder) => !/\/(node_modules\/\.bin|node-gyp-bin)$/.test(folder))
    .join(':');
}
