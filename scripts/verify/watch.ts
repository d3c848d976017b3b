import { inScreen } from '../../terminal/door.ts';
import { type Exercise, stateOf } from './exercise.ts';
import { changedLines, reportLines } from './report.ts';

const PAUSE_MS = 3000;

/** Looks again and again until all is done: in place on a terminal, else a line for what has changed. */
export async function watch(
  look: () => Promise<Exercise[]>,
  pauseMs: number = PAUSE_MS,
): Promise<Exercise[]> {
  const isTerminal = process.stdout.isTTY;
  let before: Exercise[] = [];
  for (;;) {
    const now = await look();
    if (isTerminal) inScreen(process.stdout, `${reportLines(now).join('\n')}\n`);
    else for (const line of changedLines(before, now)) console.log(line);
    if (now.every((exercise) => stateOf(exercise) === 'done')) return now;
    before = now;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
