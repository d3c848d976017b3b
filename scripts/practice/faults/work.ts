import { Aws } from '../../../aws/clients.ts';
import { capture } from '../../../aws/programs/call.ts';
import type { ClusterConfig } from '../../../config/schema.ts';
import { UsageError } from '../../../terminal/usage-error.ts';
import { refuseOtherContext } from '../../verify/connection.ts';
import { readCluster } from '../../verify/read-live.ts';
import { type Fault, placeOf, type Scene } from './fault.ts';
import { faults } from './faults.ts';
import { lookAt, sayingOf } from './look.ts';
import { type Planted, PlantedFaults } from './record.ts';

const LAST_HINT = 3;

/** What the work with faults needs: practice's folder, and the cluster's file. */
export interface Ground {
  readonly folder: string;
  readonly config: ClusterConfig;
  readonly now?: () => Date;
}

/** Plants a fault; answers with what its user is told. */
export async function breakIt(which: string, ground: Ground): Promise<string[]> {
  const { config, folder, now = () => new Date() } = ground;
  const number = Number(which);
  const fault = faults[number - 1];
  if (!fault) {
    throw new UsageError(
      `there is no fault ${which}`,
      `write --break with a number from 1 to ${faults.length}`,
    );
  }
  const record = new PlantedFaults(folder);
  await refuseSecond(record, ground);
  await refuseOtherContext(config);
  const place = placeOf(config);
  const live = await readCluster(config.name);
  const missing = fault.needs.filter(({ find }) => !find(live, place));
  if (missing.length > 0) {
    throw new UsageError(
      `fault ${number} breaks something that is not there yet`,
      `make it first:\n${missing.map(({ command }) => `  ${command(place)}`).join('\n')}`,
    );
  }
  const aws = new Aws(config.region);
  try {
    const kept = (await fault.plant({ place, live, aws, kubectl })) ?? {};
    record.add({ number, cluster: config.name, at: now().toISOString(), kept, hints: 0 });
  } finally {
    await aws.close();
  }
  return [
    `Fault ${number} is planted. What one notices: ${fault.symptom}`,
    'Find it, and repair it: npm run verify says when all is well again.',
    'A hint: npm run practice -- --hint',
  ];
}

/** The next of the three hints. */
export function nextHint({ folder, config }: Ground): string[] {
  const { record, planted, fault } = openFault(folder, config);
  const step = Math.min(planted.hints, LAST_HINT - 1);
  const hint = fault.hints(placeOf(config))[step];
  record.change({ ...planted, hints: step + 1 });
  return [
    `Hint ${step + 1} of ${LAST_HINT}: ${hint}`,
    ...(step + 1 === LAST_HINT ? ['The answer: npm run practice -- --answer'] : []),
  ];
}

/** What is broken, and the commands that mend it. */
export function fullAnswer({ folder, config, now = () => new Date() }: Ground): string[] {
  const { record, planted, fault } = openFault(folder, config);
  record.change({ ...planted, answeredAt: planted.answeredAt ?? now().toISOString() });
  return [fault.title, ...fault.answer(placeOf(config), planted.kept).map((line) => `  ${line}`)];
}

/** Looks whether the open fault is mended, and keeps it; answers with what verify still says. */
export async function lookAgain({ folder, now = () => new Date() }: Ground): Promise<string[]> {
  const record = new PlantedFaults(folder);
  const planted = record.open();
  const fault = planted && faultOf(planted);
  if (!planted || !fault) return [];
  const said = sayingOf(fault, await lookAt(planted.cluster));
  if (said.length === 0) record.change({ ...planted, mendedAt: now().toISOString() });
  return said;
}

/** The fault that was planted. */
export function faultOf({ number }: Planted): Fault | undefined {
  return faults[number - 1];
}

async function refuseSecond(record: PlantedFaults, ground: Ground): Promise<void> {
  const planted = record.open();
  if (!planted || (await lookAgain(ground)).length === 0) return;
  throw new UsageError(
    `fault ${planted.number} is still there, in ${planted.cluster}`,
    'repair it first; npm run practice -- --hint helps, and --answer tells all',
  );
}

function openFault(folder: string, { name }: ClusterConfig) {
  const record = new PlantedFaults(folder);
  const planted = record.open();
  const fault = planted && faultOf(planted);
  if (!planted || !fault) {
    throw new UsageError(
      'nothing is broken on purpose now',
      `break something: npm run practice -- --break N, with N from 1 to ${faults.length}`,
    );
  }
  if (planted.cluster !== name) {
    throw new UsageError(
      `fault ${planted.number} is in ${planted.cluster}, not in ${name}`,
      `write --cluster ${planted.cluster}`,
    );
  }
  return { record, planted, fault };
}

const kubectl: Scene['kubectl'] = async (args, input) => {
  const { code, stdout, stderr } = await capture(
    'kubectl',
    args,
    input === undefined ? {} : { input },
  );
  if (code === 0) return stdout;
  throw new UsageError(`kubectl ${args[0]} failed: ${stderr.trim()}`);
};
