import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ownProject } from '../support/own-project.ts';
import { projectFile } from '../support/processes.ts';
import { type Line, linesOf } from './support/page.ts';
import { Person } from './support/practice.ts';

// docs/exercises.md as a learner does it: each of its lines, in its order, in practice.

const LONGEST_MS = 20 * 60_000;
// So long a learner looks at what has no end by itself.
const LOOKS_S = 8;
const UNTIL_SCALED_S = 120;

const project = ownProject();
for (const name of ['clusters', 'dist']) {
  cpSync(projectFile(name), join(project, name), { recursive: true });
}
const me = new Person({}, project);
let type: Awaited<ReturnType<Person['enter']>>;

beforeAll(async () => {
  type = await me.enter();
}, 300_000);

afterAll(async () => {
  await me.call(['--stop']);
}, 60_000);

// What stands in the place of a line that has no end, or of one that another has made needless.
const instead: Readonly<Record<string, string>> = {
  // up has called it.
  'eksctl create cluster -f dist/sock-shop/eksctl/cluster.yaml': 'true',
  // There is no cluster yet.
  'npm run reset -- --to 3': 'true',
  'kubectl logs -n kube-system deployment/cluster-autoscaler --follow': `timeout ${UNTIL_SCALED_S} kubectl logs -n kube-system deployment/cluster-autoscaler --follow | grep -m 1 'Scale-down: removing node'`,
  'kubectl get nodes --watch': `for i in $(seq ${UNTIL_SCALED_S}); do [ $(kubectl get nodes --no-headers | wc -l) = 2 ] && break; sleep 1; done; [ $(kubectl get nodes --no-headers | wc -l) = 2 ]`,
};

const BUSY = /while true/;
const FORWARD = /^kubectl port-forward /;
const ENDLESS = / --watch\b| --follow\b/;

test(
  'every line of docs/exercises.md does what the page says, and verify says 6 of 6',
  async () => {
    const failures: string[] = [];
    for (const line of linesOf('docs/exercises.md')) failures.push(...(await tryLine(line)));
    expect(failures).toEqual([]);
    const { code, stdout } = await type('npm run -s down -- --yes').ended;
    expect(stdout).toContain('Nothing of sock-shop is left');
    expect(code).toBe(0);
    expect(await me.call(['--stop'])).toMatchObject({ code: 0 });
    expect(await me.left()).toEqual([]);
  },
  LONGEST_MS,
);

async function tryLine({ command, comment, section }: Line): Promise<string[]> {
  const typed = instead[command] ?? command;
  if (FORWARD.test(typed)) return during(typed, forwarded);
  if (BUSY.test(typed)) return during(typed, scaled);
  const isEndless = typed === command && ENDLESS.test(typed);
  const { code, stdout, stderr } = await type(
    isEndless ? `timeout ${LOOKS_S} ${typed} || [ $? = 124 ]` : typed,
  ).ended;
  const fails = /ends with an error/.test(comment);
  // An exercise that is only done once its namespace is deleted, and Jenkins, which is there again after the night.
  const mayBeNotYet = command.startsWith('npm run verify') && /^(5\.|Stop)/.test(section);
  if (mayBeNotYet) return [];
  if ((code === 0) !== fails) return seen(command, stdout);
  return [`${section}: ${command}: exit code ${code}\n${stdout.slice(-1500)}${stderr.slice(-800)}`];
}

/** What a learner sees besides: in a browser, and in what a command prints. */
async function seen(command: string, stdout: string): Promise<string[]> {
  switch (command) {
    case 'kubectl apply -f dist/sock-shop/exercises/4-service-nodeport.k8s.yaml':
      return (await nodePort()) === '000' ? [] : ['the node port answers before it is open'];
    case 'npm run nodeport -- open':
      return (await nodePort()) === '200' ? [] : ['the node port does not answer'];
    case 'npm run verify -- --exercise 4':
      return (await type('npm run -s nodeport -- close').ended).code === 0 ? [] : ['close'];
    case 'kubectl delete namespace dev-bc-svc':
      return done(5);
    case 'npm run verify':
      return stdout.includes('All of it is done.') ? [] : [stdout];
    default:
      return [];
  }
}

async function done(exercise: number): Promise<string[]> {
  const { code, stdout } = await type(`npm run -s verify -- --exercise ${exercise}`).ended;
  return code === 0 ? [] : [stdout];
}

async function nodePort(): Promise<string> {
  const address = `$(kubectl get nodes -o jsonpath='{.items[0].status.addresses[?(@.type=="ExternalIP")].address}')`;
  const line = `curl -s -m 5 -o /dev/null -w '%{http_code}' http://${address}:32000/login`;
  return (await type(line).ended).stdout;
}

async function during(command: string, look: () => Promise<boolean>): Promise<string[]> {
  const running = type(command);
  const deadline = Date.now() + UNTIL_SCALED_S * 1000;
  let isSeen = false;
  while (!isSeen && Date.now() < deadline && running.child.exitCode === null) {
    await sleep(500);
    isSeen = await look();
  }
  if (running.child.exitCode === null) running.end();
  await running.ended;
  return isSeen ? [] : [`${command}: nothing came of it: ${running.stderr}`];
}

async function forwarded(): Promise<boolean> {
  const answer = await fetch('http://localhost:8080/login').catch(() => undefined);
  return answer?.ok ?? false;
}

async function scaled(): Promise<boolean> {
  const line = `kubectl get hpa -n concepts busy -o jsonpath='{.status.desiredReplicas}'`;
  return (await type(line).ended).stdout === '4';
}
