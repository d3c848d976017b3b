import { expect, test } from '@jest/globals';
import { checker } from '../../../scripts/validate/checker.ts';
import { validate } from '../../../scripts/validate/validate.ts';

const account = 'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a}\n';
const pod = (spec: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: {name: p, labels: {app: p}}\nspec: {${spec}containers: [{name: c, image: "i:1.2.3", resources: {requests: {cpu: 1m, memory: 1Mi}, limits: {memory: 1Mi}}PORTS}]}\n`;
const service =
  'apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {selector: {app: p}, ports: [{port: 80}]}\n';
const rootless = 'securityContext: {runAsUser: 7}, ';
const windows = 'nodeSelector: {kubernetes.io/os: windows}, ';
const binding = (role: string) =>
  `apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: b, namespace: kube-system}\nroleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: ${role}}\nsubjects: [{kind: User, name: u, apiGroup: rbac.authorization.k8s.io}]\n`;
const port = ', ports: [{containerPort: 80}]';

const checksOf = (files: Record<string, string>) =>
  validate(
    Object.entries(files).map(([file, text]) => ({ file, text })),
    checker,
  ).findings.map(({ finding }) => finding.check);

test.each<[string, Record<string, string>, Record<string, string>, string]>([
  [
    'one object in two folders',
    { 'x/a.yaml': account, 'y/a.yaml': account },
    { 'x/a.yaml': account, 'x/b.yaml': account },
    'duplicate-identity',
  ],
  [
    'a name that envsubst fills in',
    { 'a.yaml': account.replace(': a}', ': "${NAME}-a"}') },
    { 'a.yaml': account.replace(': a}', ': "NAME-a"}') },
    'names',
  ],
  [
    'a port that no container tells',
    { 'a.yaml': `${service}---\n${pod('').replace('PORTS', '')}` },
    { 'a.yaml': `${service}---\n${pod('').replace('PORTS', ', ports: [{containerPort: 8080}]')}` },
    'service-target-port',
  ],
  [
    'a low port on Windows',
    { 'a.yaml': pod(rootless + windows).replace('PORTS', port) },
    { 'a.yaml': pod(rootless).replace('PORTS', port) },
    'low-ports',
  ],
  [
    "Kubernetes' own Role",
    { 'a.yaml': binding('extension-apiserver-authentication-reader') },
    { 'a.yaml': binding('reader') },
    'roles',
  ],
  [
    'the namespace of Flux',
    { 'a.yaml': account.replace(': a}', ': a, namespace: flux-system}') },
    { 'a.yaml': account.replace(': a}', ': a, namespace: fluxsystem}') },
    'namespaces',
  ],
])(
  "in a stranger's repository, %s is right, and what looks alike is not",
  (_, right, wrong, check) => {
    expect(checksOf(right)).toEqual([]);
    expect(checksOf(wrong)).toEqual([check]);
  },
);
