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
    lead: markup`Run the commands from the project’s folder. Each exercise begins where the one before ended. docs/exercises.md shows what to expect, and what to do when something goes wrong.`,
    body: markup`<ol class="exercises">
${exercisesOf(subject).map(exercise)}</ol>`,
  };
}

function exercise({ number, title, steps, missing }: Exercise, index: number): Html {
  return markup`<li id="exercise-${index + 1}"><details${index === 0 && markup` open`}><summary><h3>${number !== undefined && `${number}. `}${title}</h3></summary>
${missing !== undefined && markup`<p class="quiet">Not on this cluster: ${missing}.</p>`}${steps.map(step)}</details></li>
`;
}

function step({ say, commands }: Step): Html {
  return markup`<p>${say}</p>
<div class="commands">${commands.map(commandHtml)}</div>
`;
}
