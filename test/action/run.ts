// The action of a stranger's repository: tsx test/action/run.ts ACTION, where ACTION is an unpacked package.
import { deepEqual, doesNotMatch, equal, match } from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { GitHub } from './github.ts';
import { type Job, runSteps } from './steps.ts';

const [, , action = ''] = process.argv;
const work = mkdtempSync(join(tmpdir(), 'action-'));
const [origin, author, checkout] = ['origin', 'author', 'checkout'].map((name) => join(work, name));

const git = (folder: string, ...args: string[]) =>
  execFileSync('git', ['-c', 'user.name=ada', '-c', 'user.email=ada@example.com', ...args], {
    cwd: folder,
    encoding: 'utf8',
  }).trim();
const write = (file: string, text: string) => {
  mkdirSync(join(author!, file, '..'), { recursive: true });
  writeFileSync(join(author!, file), text);
};

const pod = (image: string) => `apiVersion: v1
kind: Pod
metadata: { name: web, namespace: default, annotations: { made-for: alpha.eksctl.io/demo } }
spec:
  containers:
    - name: web
      image: ${image}
      resources: { requests: { cpu: 50m, memory: 32Mi }, limits: { memory: 32Mi } }
`;
const cluster = (...groups: string[]) => `apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: { name: demo, region: us-west-2, version: "1.36" }
managedNodeGroups:
${groups.map((name) => `  - { name: ${name}, instanceType: t3.large, minSize: 1, maxSize: 2 }`).join('\n')}
`;

const page = readFileSync(join(action, 'docs/pull-requests.md'), 'utf8');
const [, workflow = ''] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
const given = (
  parse(workflow) as { jobs: { eks: { steps: { with?: Record<string, string> }[] } } }
).jobs.eks.steps.at(-1)?.with;

/** Commits what the author wrote, and checks it out as actions/checkout does. */
function push(message: string): void {
  git(author!, 'add', '--all');
  git(author!, 'commit', '--quiet', '-m', message);
  git(author!, 'push', '--quiet', 'origin', 'HEAD:change');
  rmSync(checkout!, { recursive: true, force: true });
  git(
    work,
    'clone',
    '--quiet',
    '--depth',
    '1',
    '--branch',
    'change',
    `file://${origin}`,
    checkout!,
  );
}

const github = new GitHub();
const api = await github.listen();
try {
  git(work, 'init', '--quiet', '--bare', origin!);
  git(origin!, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
  git(work, 'init', '--quiet', '--initial-branch', 'main', author!);
  git(author!, 'remote', 'add', 'origin', origin!);
  write('.github/workflows/eks.yml', workflow);
  write('manifests/web.yaml', pod('nginx:1.29.1'));
  write('clusters/demo cluster.yaml', cluster('one'));
  write('clusters/other.yaml', cluster('one'));
  write('clusters/gone.yaml', cluster('one').replace('demo', 'gone'));
  git(author!, 'add', '--all');
  git(author!, 'commit', '--quiet', '-m', 'main');
  git(author!, 'push', '--quiet', 'origin', 'HEAD:main');
  const base = git(author!, 'rev-parse', 'HEAD');

  // Others have said a lot already, and one of them quotes our comment.
  for (let index = 0; index < 100; index++) github.add('looks good', 'grace');
  github.add('<!-- eks-sock-shop: review -->\nhere is what it said', 'grace');
  const others = JSON.stringify(github.comments);

  const temporary = join(work, 'temporary');
  mkdirSync(temporary);
  const { GITHUB_ACTIONS: _, ...env } = process.env;
  const fresh: Job = {
    action: resolve(action),
    repository: checkout!,
    temporary,
    github: {
      event_name: 'pull_request',
      token: 'secret',
      event: { pull_request: { number: 7, base: { sha: base } } },
    },
    inputs: given ?? {},
    env: { ...env, GITHUB_API_URL: api, GITHUB_REPOSITORY: 'ada/shop', HOME: work },
  };

  write('manifests/web.yaml', pod('nginx:latest'));
  write('clusters/demo cluster.yaml', cluster('one', 'two'));
  write('clusters/new.yaml', cluster('one').replace('demo', 'fresh'));
  git(author!, 'rm', '--quiet', 'clusters/gone.yaml');
  push('a tag that moves, and another node group');
  const first = await runSteps(fresh);
  console.log(first.log);
  equal(first.failed, 'the checks pass');
  match(first.log, /^::warning file=manifests\/web\.yaml,line=7,col=14,title=image-tags::/m);
  deepEqual(github.writes, ['POST /repos/ada/shop/issues/7/comments']);
  const [comment] = github.comments.slice(101);
  console.log(comment?.body);
  match(comment!.body, /^<!-- eks-sock-shop: review -->\n### The checks found 1 warning\n/);
  match(
    comment!.body,
    /^\| warning `image-tags` \| `manifests\/web\.yaml:7` \| Pod default\/web /m,
  );
  match(comment!.body, /^### Plan for cluster `demo` in `us-west-2`$/m);
  match(comment!.body, /^eksctl create nodegroup .*two/m);
  match(comment!.body, /^### Plan for cluster `fresh` in `us-west-2`$/m);
  match(comment!.body, /^eksctl create cluster .*new\.yaml/m);
  match(comment!.body, /^eksctl delete cluster --name gone /m);
  doesNotMatch(comment!.body, /other\.yaml|No plan/);
  equal(comment!.body, `<!-- eks-sock-shop: review -->\n${first.summary}`);

  write('manifests/web.yaml', pod('nginx:1.29.2'));
  write('clusters/demo cluster.yaml', cluster('one', 'two', 'three'));
  push('a whole version, and a third node group');
  // It is installed by now.
  const job = { ...fresh, from: 'check' };
  const second = await runSteps(job);
  equal(second.failed, undefined, second.log);
  deepEqual(github.writes.slice(1), [`PATCH /repos/ada/shop/issues/comments/${comment!.id}`]);
  equal(github.comments.length, 102);
  match(comment!.body, /^<!-- eks-sock-shop: review -->\n### Every check passes\n/);
  match(comment!.body, /^eksctl create nodegroup .*three/m);

  const again = await runSteps(job);
  match(again.log, /says so already/);
  equal(github.writes.length, 2);

  // A fork's token may not write; what the checks say still counts.
  github.mayWrite = false;
  write('clusters/demo cluster.yaml', cluster('one'));
  push('back to one');
  const fork = await runSteps(job);
  equal(fork.failed, undefined, fork.log);
  match(
    fork.log,
    /GitHub answered 403 Resource not accessible by integration\n.*pull-requests: write/,
  );
  match(fork.log, /^::warning::There is no comment/m);
  match(fork.summary, /^### Every check passes\n/);

  const pushed = await runSteps({
    ...job,
    github: { ...job.github, event_name: 'push', event: {} },
  });
  equal(pushed.failed, undefined, pushed.log);
  doesNotMatch(pushed.log, /## say it on the pull request/);
  equal(github.writes.length, 2);
  equal(JSON.stringify(github.comments.slice(0, 101)), others);
  console.log('one comment, written and then rewritten');
} finally {
  github.close();
  rmSync(work, { recursive: true });
}
