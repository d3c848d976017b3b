import { runChecks } from '../checks/run.ts';
import { clusterNames, loadClusters } from '../config/load.ts';
import { CLUSTERS } from '../config/places.ts';
import { ControlPlaneError } from '../control-plane/control-plane-error.ts';
import { chosenCluster, chosenMinor, chosenNodes } from './rehearse/choice.ts';
import { Interrupted, interruption } from './rehearse/interruption.ts';
import { Stage } from './rehearse/stage.ts';
import { synthesize } from '../synth/synthesize.ts';
import { type Command, type Flag, parseArguments } from '../terminal/arguments.ts';
import { run } from './shared/run.ts';
import { UsageError } from '../terminal/usage-error.ts';
import { builtMinors } from '../tables/control-planes.ts';

const command = {
  name: 'rehearse',
  summary:
    'Applies a cluster to a real control plane with simulated nodes, and shows what happens; runs until Ctrl-C.\n' +
    'Exit code with --once: 0 when everything fits and is placed, 1 when not, 2 when it could not be rehearsed.',
  flags: {
    cluster: { type: 'string', value: 'NAME', help: 'the cluster, when there are several' },
    nodes: { type: 'string', value: 'N', help: 'how many nodes, instead of nodes.desired' },
    kubernetes: {
      type: 'string',
      value: 'MINOR',
      help: `${builtMinors.join(' or ')}, instead of the one nearer to the cluster's`,
    },
    once: { type: 'boolean', help: 'drain down to nodes.min, report, and end' },
    json: { type: 'boolean', help: 'print JSON' },
  },
} as const satisfies Command<Record<string, Flag>>;

run(async () => {
  const parsed = parseArguments(command);
  if (!parsed) return 0;
  const { kubernetes, nodes, once, json } = parsed.flags;
  const loaded = loadClusters(
    CLUSTERS,
    chosenCluster({ command, ...parsed }, clusterNames(CLUSTERS)),
  );
  const { config } = loaded[0]!;
  const minor = chosenMinor(kubernetes, config.kubernetes);
  const count = chosenNodes(nodes, config.nodes.desired);
  const synthesized = synthesize(config);
  runChecks([synthesized], loaded);

  const minorAsked = kubernetes !== undefined;
  const stage = new Stage({ synthesized, minor, minorAsked, nodes: count, once, json });
  try {
    const outcome = await Promise.race([stage.play(), interruption()]);
    if (outcome instanceof Interrupted) {
      await stage.end();
      // What is still under way has nothing to wait for.
      process.exit(stage.isOpen ? 0 : outcome.exitCode);
    }
    return outcome;
  } catch (error) {
    throw error instanceof ControlPlaneError ? new UsageError(error.message) : error;
  } finally {
    await stage.end();
  }
});
