import type { Synthesized } from '../../../synth/synthesize.ts';
import { commandHtml } from '../html/command.ts';
import { type Html, markup } from '../html/html.ts';
import type { Section } from '../html/section.ts';
import type { Exercise, Step } from './exercise.ts';
import { exercisesOf } from './exercises.ts';

/** The exercises with their commands. */
export function exercisesSection(subject: Synthesized): Section {
  return {
    id: 'exercises',
    title: 'The exercises',
    lead: markup`Run from the project’s folder, after <code>npm run allow-me</code> and <code>npm run synth</code>; each begins where the one before ended. docs/exercises.md says what to expect and what goes wrong.`,
    body: markup`<ol class="exercises">
${exercisesOf(subject).map(exercise)}</ol>`,
  };
}

function exercise({ number, title, steps, missing }: Exercise, index: number): Html {
  return markup`<li id="exercise-${index + 1}"><h3>${number !== undefined && `${number}. `}${title}</h3>
${missing !== undefined && markup`<p class="quiet">Not on this cluster: ${missing}.</p>`}${steps.map(step)}</li>
`;
}

function step({ say, commands }: Step): Html {
  return markup`<p>${say}</p>
<div class="commands">${commands.map(commandHtml)}</div>
`;
}
