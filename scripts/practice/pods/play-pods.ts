import type { ApiRequest } from '../../../control-plane/control-plane.ts';
import { type LivePod, nameOf } from '../../shared/live-objects.ts';
import { Repeated } from '../repeat.ts';
import { Busy } from './busy.ts';
import { runCommand } from './commands/run.ts';
import { findContainer, findPod } from './container/container.ts';
import { variablesOf } from './container/variables.ts';
import { registerKubelet } from './kubelet/register.ts';
import { serveKubelet } from './kubelet/server.ts';
import { LogBook, type Writer } from './log-book.ts';
import { logOf } from './logs.ts';
import { serveMetrics } from './metrics.ts';
import { startPods } from './start/start-pods.ts';
import { Web } from './web.ts';

export { KUBELET_FLAGS } from './kubelet/register.ts';

const PAUSE_MS = 1000;
const START_MS = 250;

/** What an endless loop uses: the limit of the concept's container. */
const BUSY_CPU = '100m';

export interface PlayedPods {
  /** Where the kubelet of every node answers. */
  readonly port: number;
  /** What answers at the pods' ports. */
  readonly web: Web;
  /** Writes a line into the log of a Deployment's pods. */
  log(writer: Writer, line: string): void;
  stop(): Promise<void>;
}

export interface PodsOptions {
  readonly api: ApiRequest;
}

/**
 * Plays what happens in the pods of a cluster: their logs, the commands of `kubectl exec`, their ports and what they use.
 * The API server, kubectl and the protocols between them are real; no image and no program of this computer is run.
 */
export async function playPods({ api }: PodsOptions): Promise<PlayedPods> {
  const book = new LogBook();
  const busy = new Busy();
  const web = new Web(api, book);
  const kubelet = await serveKubelet({
    exec: async (where, command, streams) => {
      const container = await findContainer(api, where);
      const variables = await variablesOf(api, container);
      const setting = { api, container, variables, streams, busy, web, run: runCommand };
      return runCommand(command, setting);
    },
    forward: async (where, port, connection) =>
      web.connect(connection, await running(api, where), port),
    log: async (where, previous) => {
      const container = await findContainer(api, where);
      if (!previous) return logOf(container, book);
      throw new Error(
        `previous terminated container "${container.name}" in pod "${where.pod}" not found`,
      );
    },
  });
  const metrics = await serveMetrics(api, (pod) => (busy.has(nameOf(pod)) ? BUSY_CPU : '0'));
  const register = async () => {
    await registerKubelet(api, kubelet.port);
    await metrics.register();
  };
  // New nodes come at any time, and an API server that starts again answers later.
  const work = [
    new Repeated(register, PAUSE_MS, () => {}),
    new Repeated(
      () => startPods(api),
      START_MS,
      () => {},
    ),
  ];
  return {
    port: kubelet.port,
    web,
    log: (writer, line) => book.write(writer, line),
    stop: async () => {
      await Promise.all(work.map((one) => one.stop()));
      await Promise.all([kubelet.close(), metrics.close()]);
    },
  };
}

async function running(api: ApiRequest, where: Parameters<typeof findPod>[1]): Promise<LivePod> {
  const pod = await findPod(api, where);
  if (pod.status.phase === 'Running') return pod;
  throw new Error(`pod ${where.pod} is not running: it is ${pod.status.phase}`);
}
