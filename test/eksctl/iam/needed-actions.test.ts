import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { neededActions } from '../../../eksctl/iam/needed-actions.ts';
import { projectFile } from '../../support/processes.ts';

// What a command may ask is read from its source: every call of a client in every file that it imports.

const prefixes: Readonly<Record<string, string>> = {
  autoscaling: 'autoscaling',
  cloudformation: 'cloudformation',
  ec2: 'ec2',
  eks: 'eks',
  elb: 'elasticloadbalancing',
  elbv2: 'elasticloadbalancing',
  iam: 'iam',
  logs: 'logs',
  freetier: 'freetier',
  quotas: 'servicequotas',
  ssm: 'ssm',
  tagging: 'tag',
};

// Only a hint beside "there is no such cluster": refused, it is left out.
const hints = new Set(['eks:ListClusters']);

test.each(Object.entries(neededActions))(
  '%s asks for nothing that no policy allows',
  (name, needs) => {
    const allowed: string[] = Object.values(needs).flat();
    const asked = [...actionsOf(script(name))].sort();
    expect(asked.filter((action) => !allowed.includes(action) && !hints.has(action))).toEqual([]);
  },
);

test('the reading finds what it should', () => {
  expect([...actionsOf(script('kubeconfig'))]).toContain('eks:DescribeCluster');
  expect([...actionsOf(script('who'))]).toEqual(
    expect.arrayContaining(['eks:ListAccessEntries', 'iam:GetRolePolicy', 'eks:ListNodegroups']),
  );
  expect(actionsOf(script('down')).size).toBeGreaterThan(20);
});

function script(name: string): string {
  return projectFile(`scripts/${name}.ts`);
}

function actionsOf(file: string): Set<string> {
  return new Set([...importedBy(file)].flatMap((one) => actionsIn(read(one))));
}

function actionsIn(text: string): string[] {
  if (!/\bAws\b|@aws-sdk/.test(text)) return [];
  const calls = Object.entries(prefixes).flatMap(([service, prefix]) =>
    [
      ...text.matchAll(
        new RegExp(`(?:\\baws\\s*\\.${service}\\(\\)\\s*\\)|\\b${service})\\s*\\.(\\w+)\\(`, 'g'),
      ),
    ].map(([, method = '']) => `${prefix}:${pascal(method)}`),
  );
  const others = [
    ...text.matchAll(/\b(?:paginate([A-Z]\w+)|([A-Z]\w+)Command)\b[^;]*?client-(\w+)'/g),
  ].map(([, paginated, sent, client = '']) => `${prefixes[client] ?? client}:${paginated ?? sent}`);
  return [...calls, ...others].filter((action) => !/:(Send|Destroy)$/.test(action));
}

function pascal(method: string): string {
  const name = method.replace(/^paginate/, '');
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

function importedBy(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file) || !existsSync(file)) return seen;
  seen.add(file);
  for (const [, path = ''] of read(file).matchAll(/(?:from |import\()'(\.[^']+)'/g)) {
    importedBy(join(dirname(file), path), seen);
  }
  return seen;
}

const texts = new Map<string, string>();

function read(file: string): string {
  const text = texts.get(file) ?? readFileSync(file, 'utf8');
  texts.set(file, text);
  return text;
}
