import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { oldestEtcd } from '../tables/control-planes.ts';
import type { BinaryName, GroupName } from './components.ts';

const run = promisify(execFile);

/** What KUBEBUILDER_ASSETS holds by convention; nothing else is looked for there. */
const VERSION_QUESTION: Partial<Record<BinaryName, string[]>> = {
  etcd: ['--version'],
  'kube-apiserver': ['--version'],
  kubectl: ['version', '--client'],
};

export interface ReadyMade {
  path: string;
  version: string;
  /** Why it can't be used, if so. */
  unfit?: string;
}

/** The ready-made binary for a group in KUBEBUILDER_ASSETS, if there is one. */
export async function readyMade(
  group: GroupName,
  name: BinaryName,
): Promise<ReadyMade | undefined> {
  const folder = process.env.KUBEBUILDER_ASSETS;
  const question = VERSION_QUESTION[name];
  if (!folder || !question) return undefined;
  const path = join(folder, name);
  if (!existsSync(path)) return undefined;
  const version = await askVersion(path, question);
  if (!version) return { path, version: '?', unfit: `doesn't say its version` };
  return { path, version, ...unfitness(group, name, version) };
}

async function askVersion(path: string, question: string[]): Promise<string | undefined> {
  try {
    const { stdout } = await run(path, question, { timeout: 20_000 });
    return /(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}

function unfitness(group: GroupName, name: BinaryName, version: string): { unfit?: string } {
  if (name !== 'etcd') {
    return version.startsWith(`${group}.`) ? {} : { unfit: `it is not a ${group}` };
  }
  return isOlder(version, oldestEtcd) ? { unfit: `older than ${oldestEtcd}` } : {};
}

function isOlder(version: string, than: string): boolean {
  const [own, other] = [numbersOf(version), numbersOf(than)];
  const at = other.findIndex((number, index) => number !== own[index]);
  return at >= 0 && (own[at] ?? 0) < (other[at] ?? 0);
}

function numbersOf(version: string): number[] {
  return version.split('.').map(Number);
}
