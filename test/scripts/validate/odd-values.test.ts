import { expect, test } from '@jest/globals';
import { checker } from '../../../scripts/validate/checker.ts';
import { validate } from '../../../scripts/validate/validate.ts';

const odd = '{ toString: 1 }';
const app = 'matchLabels: { app: a }';
const pod = `metadata: { labels: { app: a } }, spec: { containers: [{ name: c, image: nginx }] }`;
const deployment = `---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { selector: { ${app} }, template: { ${pod} } }\n`;

test.each([
  ['a name', `v1\nkind: Service\nmetadata: { name: ${odd} }`],
  ['a namespace', `v1\nkind: Service\nmetadata: { name: a, namespace: ${odd} }`],
  [
    'a provisioner',
    `storage.k8s.io/v1\nkind: StorageClass\nmetadata: { name: a }\nprovisioner: ${odd}`,
  ],
  [
    'a share of pods',
    `policy/v1\nkind: PodDisruptionBudget\nmetadata: { name: a }\nspec: { selector: { ${app} }, maxUnavailable: ${odd} }`,
  ],
  [
    "a selector's words",
    `networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: a }\nspec: { podSelector: { matchExpressions: [{ key: ${odd}, operator: ${odd}, values: [${odd}] }] } }`,
  ],
])('a mapping with toString in the place of %s is judged', (_, text) => {
  const input = { file: 'a.yaml', text: `apiVersion: ${text}\n${deployment}`, named: true };
  expect(validate([input], checker)).toMatchObject({ problems: [], objects: 2 });
});
