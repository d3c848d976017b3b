import { createHash } from 'node:crypto';
import { refuseOtherContext } from '../../verify/connection.ts';
import { titles, stateOf } from '../../verify/exercise.ts';
import { lookAt } from './look.ts';
import { type Planted, PlantedFaults } from './record.ts';
import { faultOf, type Ground, lookAgain } from './work.ts';

/** What was done in a practice, as a page to hand in: the exercises as verify sees them, and the faults. */
export async function receipt(ground: Ground): Promise<string[]> {
  await refuseOtherContext(ground.config);
  await lookAgain(ground);
  const { config, folder, now = () => new Date() } = ground;
  const { exercises } = await lookAt(config.name);
  const planted = new PlantedFaults(folder).all();
  const lines = [
    `# Practice with the cluster ${config.name}`,
    '',
    `Of ${config.owner}, ${now().toISOString().slice(0, 16).replace('T', ' ')} UTC, on this computer: no AWS account took part.`,
    '',
    '| Exercise | State |',
    '|---|---|',
    ...exercises.map((one) => `| ${one.number}. ${titles[one.number]} | ${stateOf(one)} |`),
    '',
    ...faultLines(planted),
  ];
  const sum = createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16);
  return [...lines, '', `Sum of the lines above: ${sum}`];
}

function faultLines(planted: readonly Planted[]): string[] {
  if (planted.length === 0) return ['No fault was planted.'];
  return [
    '| Fault | What it was | Repaired | Hints | Answer |',
    '|---:|---|---|---:|---|',
    ...planted.map((one) => {
      // Who has not found it yet is not told here.
      const what = one.mendedAt || one.answeredAt ? faultOf(one)?.title : faultOf(one)?.symptom;
      const mended = one.mendedAt ? `after ${minutes(one.at, one.mendedAt)} min` : 'not yet';
      return `| ${one.number} | ${what} | ${mended} | ${one.hints} | ${one.answeredAt ? 'asked for' : 'not asked for'} |`;
    }),
  ];
}

function minutes(from: string, to: string): number {
  return Math.max(1, Math.round((Date.parse(to) - Date.parse(from)) / 60_000));
}
