import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { findBinary } from '../../control-plane/binaries.ts';
import { eksctlChange } from '../support/eksctl-change.ts';
import { planCases } from '../support/plan-cases.ts';
import { runProgram } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary.ts';

// eksctl reads its flags and its file before it asks AWS who calls. Nobody answers here, so a command that it
// understands ends there, and every other one earlier, with other words.
const ASKS_AWS = 'checking AWS STS access';
const NOBODY = 'http://127.0.0.1:9';

describe('eksctl understands every command of a plan, with the file that it reads', () => {
  const folder = temporaryFolder();
  const env = {
    ...process.env,
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'x',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_ENDPOINT_URL: NOBODY,
    HOME: folder,
    KUBECONFIG: join(folder, 'kubeconfig'),
  };

  test.each(planCases.map((one) => [one.what, one] as const))(
    '%s',
    async (_, { before, after }) => {
      const eksctl = await findBinary('eksctl', 'eksctl');
      const { config, steps } = eksctlChange(before, after);
      writeFileSync(join(folder, 'f.yaml'), JSON.stringify(config));
      for (const command of steps.filter((one) => one.includes('eksctl '))) {
        const line = command.replace(/(?<=^|\| )eksctl /, `${eksctl} `);
        const { stderr, stdout } = await runProgram('sh', ['-c', line], { cwd: folder, env });
        const said = `${stdout}${stderr}`;
        expect([command, said.includes(ASKS_AWS) || said]).toEqual([command, true]);
      }
    },
  );
});
