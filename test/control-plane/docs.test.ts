import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { readAll } from '../../scripts/rehearse/live.ts';
import { projectFile } from '../support/processes.ts';
import { kubectlCommands, runInShell, runnable } from './support/docs-commands.ts';
import { runningProblems } from './support/running.ts';
import { startWorld, type World } from './support/world.ts';
import { builtMinors } from '../../tables/control-planes.ts';

// In the order of a learner: the exercises begin on a fresh cluster and end with its clean-up, as does the README.
const pages = ['docs/exercises.md', 'README.md', 'docs/ingress.md'];

// Pages that look at a shop which runs.
const looks = ['docs/how-containers-talk.md', 'docs/ephemeral-pods.md'];

describe.each(builtMinors)('the documentation on Kubernetes %s', (version) => {
  let world: World;

  beforeAll(async () => {
    world = await startWorld(version);
  });

  afterAll(() => world.stop());

  test.each(pages)('every kubectl command of %s works', async (page) => {
    expect(await failuresOf(page)).toEqual([]);
  });

  test.each(looks)('every kubectl command of %s finds what it looks for', async (page) => {
    await world.ok('apply', ...world.everything);
    await runningProblems(world.plane);
    expect(await failuresOf(page)).toEqual([]);
  });

  const failuresOf = async (page: string) => {
    const commands = kubectlCommands(readFileSync(projectFile(page), 'utf8'));
    expect(commands).not.toEqual([]);
    const failures: string[] = [];
    for (const command of commands) {
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
