import { parseArgs } from 'node:util';
import { importEksctl } from '../imports/generate/eksctl/import-eksctl.ts';
import { importFlux } from '../imports/generate/flux/import-flux.ts';
import { importKubernetes } from '../imports/generate/kubernetes/import-kubernetes.ts';
import { ImportError } from '../imports/generate/import-error.ts';

const USAGE = `npm run import [-- eksctl [--from FILE] | flux [--from DIR] | kubernetes | all [--from FILE]]

  eksctl      eksctl-config-types from \`eksctl utils schema\`, or from FILE (the default)
  flux        imports/flux from Flux's custom resource definitions; needs go for the download, or DIR
  kubernetes  kubernetes-schema from Kubernetes' own OpenAPI; needs go for the download
  all         all three; FILE is eksctl's schema`;

const targets = ['eksctl', 'flux', 'kubernetes', 'all'] as const;
type Target = (typeof targets)[number];

const isTarget = (word: string): word is Target => (targets as readonly string[]).includes(word);

async function main(): Promise<void> {
  if (process.env.npm_config_from !== undefined) {
    throw new ImportError(
      'npm keeps --from for itself; write `npm run import -- eksctl --from FILE`.',
    );
  }
  const { values, positionals } = readArguments();
  if (values.help) return console.log(USAGE);
  const [target = 'eksctl', ...rest] = positionals;
  if (!isTarget(target) || rest.length > 0) {
    throw new ImportError(`unexpected "${rest[0] ?? target}"\n\n${USAGE}`);
  }
  if (target === 'kubernetes' && values.from !== undefined) {
    throw new ImportError(`--from is for eksctl's schema and Flux's definitions only\n\n${USAGE}`);
  }
  const wants = (part: Target) => target === part || target === 'all';
  if (wants('eksctl')) print(await importEksctl(values.from));
  if (wants('flux')) print(await importFlux(target === 'flux' ? values.from : undefined));
  if (wants('kubernetes')) print(importKubernetes());
}

function readArguments() {
  try {
    return parseArgs({
      options: { from: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
  } catch (error) {
    throw new ImportError(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}

const print = (lines: string[]): void => console.log(lines.join('\n'));

main().catch((error: unknown) => {
  if (!(error instanceof ImportError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
});
