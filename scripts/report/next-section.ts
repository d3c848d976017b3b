import { isExampleRange } from '../../synth/example-range.ts';
import { awaitsOwn } from '../../eksctl/own-parts.ts';
import type { Synthesized } from '../../synth/synthesize.ts';
import { commandHtml } from './html/command.ts';
import { type Content, markup } from './html/html.ts';
import type { Section } from './html/section.ts';

interface NextStep {
  readonly say: Content;
  readonly command?: string;
}

/** What to do with a cluster file before the first exercise, in its order. */
export function nextSection({ config }: Synthesized): Section {
  const call = (command: string) => `npm run ${command} -- --cluster ${config.name}`;
  const isExample = config.access.from.some(isExampleRange);
  const steps: readonly (NextStep | false)[] = [
    isExample && {
      say: 'Put your own address into the cluster file: nobody else gets in.',
      command: call('allow-me'),
    },
    { say: 'Write dist/, with everything that the exercises apply.', command: 'npm run synth' },
    awaitsOwn(config) && {
      say: 'Create the launch template and the roles that the cluster file asks for.',
      command: call('launch-template'),
    },
    !config.manifestsOnly && {
      say: 'Look for everything that would go wrong, before it costs money.',
      command: call('preflight'),
    },
    { say: markup`Begin with <a href="#exercise-1">exercise 1</a>.` },
  ];
  return {
    id: 'next',
    title: 'What comes next',
    lead: 'Run these from the project’s folder.',
    body: markup`<ol class="steps">
${steps.filter((one) => one !== false).map(step)}</ol>`,
  };
}

function step({ say, command }: NextStep) {
  return markup`<li><p>${say}</p>${command !== undefined && markup`<div class="commands">${commandHtml(command)}</div>`}</li>
`;
}
