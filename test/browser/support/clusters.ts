import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../../../output/manifest.ts';
import { classOf } from '../../support/class.ts';
import { type Overrides, withIngressNginx } from '../../support/configs.ts';
import { runScript } from '../../support/processes.ts';

/** The cluster files that the pages are made of, by name: what a user may turn on and off. */
export const clusters: Readonly<Record<string, Overrides>> = {
  'sock-shop': {},
  persistent: { sockShop: { storage: 'persistent' }, nodes: { max: 6 } },
  'no-ingress': { ingress: { controller: 'none' } },
  alb: { ingress: { controller: 'alb' }, jenkins: { service: 'LoadBalancer' } },
  'ingress-nginx': {
    ...withIngressNginx,
    ingress: { controller: 'ingress-nginx', host: 'shop.example.com' },
  },
  'no-shop': { sockShop: { enabled: false } },
  'no-jenkins': { jenkins: { enabled: false } },
  private: { network: 'private', access: { from: ['198.51.100.0/24', '203.0.113.10/32'] } },
  'node-port': { sockShop: { nodePort: 30001, frontEndReplicas: 3 } },
  'own-roles': {
    access: {
      from: ['203.0.113.10/32'],
      admins: [`arn:aws:iam::111122223333:role/${'platform-engineering-'.repeat(2)}admins`],
    },
    roles: {
      cluster: 'arn:aws:iam::111122223333:role/eks-service',
      node: 'arn:aws:iam::111122223333:role/eks-node',
    },
    addons: [{ name: 'external-dns' }, { name: 'eks-pod-identity-agent' }],
  },
  class: { learners: classOf(20), nodes: { instanceType: 't3.xlarge', max: 12 } },
  'manifests-only': { manifestsOnly: true },
  [`a-name-of-fifty-letters-as-long-as-a-name-may-be-xyz`.slice(0, 50)]: {
    owner: 'somebody-with-a-name-of-fifty-six-letters-as-it-may-be-x',
    nodes: { max: 40, instanceType: 'm7i-flex.large' },
  },
};

/** Everything that the commands make of the cluster files, in a folder of its own. */
export interface Made {
  readonly folder: string;
  page(cluster: string): string;
  /** Every object in a cluster's dist folder, by file. */
  dist(cluster: string, file: string): KubeObject[];
  readonly capacity: readonly CapacityJson[];
  readonly exposure: readonly {
    readonly cluster: string;
    readonly exposed: readonly ExposedJson[];
  }[];
}

/** What these tests read of `npm run capacity -- --json`. */
export interface CapacityJson {
  readonly cluster: string;
  readonly pods: readonly PodJson[];
  readonly perNode: readonly PodJson[];
  readonly atRest: {
    readonly counts: readonly {
      readonly count: number;
      readonly nodes: readonly { pods: number; cpu: number; memory: number; kept?: string }[];
    }[];
    readonly settlesAt: number;
  };
  readonly prices: readonly {
    readonly nodes: number;
    readonly hour: number;
    readonly day: number;
    readonly month: number;
    readonly complete: boolean;
    readonly lines: readonly { readonly item: string; readonly hour?: number }[];
  }[];
}

interface PodJson {
  readonly name: string;
  readonly cpu: number;
  readonly memory: number;
}

export interface ExposedJson {
  readonly what: string;
  readonly object: string;
  readonly from: readonly string[];
  readonly file: string;
}

/** Writes the cluster files and runs synth, report, capacity and exposure on them, as a user would. */
export async function makeAll(folder: string): Promise<Made> {
  mkdirSync(join(folder, 'clusters'));
  for (const [name, overrides] of Object.entries(clusters)) {
    const config = { name, owner: 'dev', access: { from: ['203.0.113.10/32'] }, ...overrides };
    // JSON is YAML.
    writeFileSync(join(folder, 'clusters', `${name}.yaml`), JSON.stringify(config, null, 2));
  }
  await run('main.ts', folder);
  await run('scripts/report.ts', folder);
  return {
    folder,
    page: (cluster) => join(folder, 'reports', `${cluster}.html`),
    dist: (cluster, file) =>
      parseAllDocuments(readFileSync(join(folder, 'dist', cluster, file), 'utf8')).map(
        (document) => document.toJS() as KubeObject,
      ),
    capacity: JSON.parse(await run('scripts/capacity.ts', folder, '--json')) as CapacityJson[],
    exposure: JSON.parse(await run('scripts/exposure.ts', folder, '--json')) as Made['exposure'],
  };
}

async function run(script: string, cwd: string, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runScript(script, args, { cwd });
  if (code !== 0) throw new Error(`${script}: ${stderr}`);
  return stdout;
}
