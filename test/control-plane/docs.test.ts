import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { readAll } from '../../scripts/shared/live-objects.ts';
import { projectFile } from '../support/processes.ts';
import { Cloud } from './support/cloud.ts';
import { runInShell, runnable, type Step, stepsOf } from './support/docs-commands.ts';
import { runningProblems } from './support/running.ts';
import { lasting, outputOf } from './support/shown-output.ts';
import { startWorld, type World } from './support/world.ts';
import { builtMinors } from '../../tables/control-planes.ts';
import { newestKubernetes } from '../../tables/kubernetes.ts';

// In the order of a learner: the exercises begin on a fresh cluster and end with its clean-up, as does the README.
const pages = ['docs/exercises.md', 'README.md', 'docs/ingress.md'];

// Pages that look at a shop which runs.
const looks = ['docs/how-containers-talk.md', 'docs/ephemeral-pods.md'];

// A page whose commands may find nothing where nothing is wrong.
const trouble = 'docs/troubleshooting.md';

const LONGEST = 600_000;

// Writes what is printed into the pages, where it differs from what they show in more than names, addresses and ages.
const update = process.env.UPDATE_EXPECTED === '1';

describe.each(builtMinors)('the documentation on Kubernetes %s', (version) => {
  let world: World;
  let cloud: Cloud;

  beforeAll(async () => {
    world = await startWorld(version);
    cloud = new Cloud(world);
  });

  afterAll(async () => {
    await cloud.stop();
    await world.stop();
  });

  test.each(pages)(
    'every kubectl command of %s works, and prints what is shown',
    async (page) => expect(await failuresOf(page)).toEqual([]),
    LONGEST,
  );

  test.each([...looks, trouble])(
    'every kubectl command of %s works on a shop that runs',
    async (page) => {
      await world.ok('apply', ...world.everything);
      await runningProblems(world.plane);
      expect(await failuresOf(page)).toEqual([]);
    },
  );

  const failuresOf = async (page: string) => {
    const steps = stepsOf(readFileSync(projectFile(page), 'utf8'));
    expect(steps).not.toEqual([]);
    const failures: string[] = [];
    for (const step of steps) failures.push(...(await stepFailures(page, step)));
    return failures;
  };

  const stepFailures = async (page: string, step: Step) => {
    // Another minor version's kubectl has other words.
    if (step.shown !== undefined && version === newestKubernetes) {
      const output = await outputOf(world, step);
      if (lasting(output) === lasting(step.shown)) return [];
      if (update) return replaceShown(page, step.shown, output);
      return [`${step.commands.join('; ')} prints\n${output}and ${page} shows\n${step.shown}`];
    }
    const failures: string[] = [];
    for (const command of step.commands) {
      const { code, stdout, stderr } = await runInShell(world, runnable(command));
      if (code !== 0) failures.push(`${command}: ${stderr}`);
      else if (looks.includes(page) && stdout === '') failures.push(`${command}: nothing found`);
      if (command.startsWith('kubectl delete ingress')) expect(await loadBalancers()).toEqual([]);
    }
    return failures;
  };

  const loadBalancers = async () => {
    const ingresses = await readAll(world.plane.api, '/apis/networking.k8s.io/v1/ingresses');
    const services = await world.ok(
      'get',
      'services',
      '-A',
      '-o',
      'jsonpath={range .items[?(@.spec.type=="LoadBalancer")]}{.metadata.name}{"\\n"}{end}',
    );
    return [...ingresses.map(({ metadata }) => metadata.name), ...services.split('\n')].filter(
      Boolean,
    );
  };
});

function replaceShown(page: string, shown: string, output: string): string[] {
  const file = projectFile(page);
  const block = (text: string) => `\`\`\`text\n${text}\`\`\``;
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace(block(shown), () => block(output)),
  );
  return [];
}
