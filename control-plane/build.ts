import { wordsOf } from './arguments.ts';
import { buildGroup } from './build-group.ts';
import { cacheRoot } from './cache.ts';
import { GROUPS } from './components.ts';
import { ControlPlaneError } from './control-plane-error.ts';
import { Progress } from '../terminal/progress.ts';

const USAGE = `npm run control-plane:build [PART...]

Builds the control planes that manifests are tried on, once, into ${cacheRoot()}.
Needs Go 1.26. PART is any of ${GROUPS.map(({ name }) => name).join(', ')}; all of them but
eksctl, which no control plane needs, without it.

etcd, kube-apiserver and kubectl are taken from the folder that KUBEBUILDER_ASSETS names, where
it has them in a fitting version; everything else is built.`;

async function main(): Promise<void> {
  const positionals = wordsOf(USAGE);
  if (!positionals) return;
  const unknown = positionals.find((part) => GROUPS.every(({ name }) => name !== part));
  if (unknown) throw new ControlPlaneError(`unknown part "${unknown}"\n\n${USAGE}`);
  const progress = new Progress();
  const wanted = GROUPS.filter(({ name, onRequest }) =>
    positionals[0] ? positionals.includes(name) : !onRequest,
  );
  for (const group of wanted) await buildGroup(group, progress);
}

main().catch((error: unknown) => {
  if (!(error instanceof ControlPlaneError)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = 2;
});
