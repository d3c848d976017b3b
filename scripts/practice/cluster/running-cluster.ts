import { createHash } from 'node:crypto';
import { Aws } from '../../../aws/clients.ts';
import { holds } from '../../../config/cidr.ts';
import { type ControlPlane, startControlPlane } from '../../../control-plane/control-plane.ts';
import { until } from '../../../control-plane/until.ts';
import type { Issuer } from '../outside/issuers.ts';
import { KUBELET_FLAGS, playPods } from '../pods/play-pods.ts';
import { Repeated } from '../repeat.ts';
import { openWays } from '../ways-in/open-ways.ts';
import { YOUR_ADDRESS } from '../../../config/practice.ts';
import { Addons } from './addons.ts';
import { Autoscaler } from './autoscaler.ts';
import { type Door, openDoor } from './door.ts';
import { startAgain } from './start-again.ts';
import { machinesOf } from './machines.ts';
import { NodesOfMachines } from './nodes-of-machines.ts';
import { asVersion, playedMinor, versionFlags } from './played-version.ts';
import { webhookFlags } from './webhooks.ts';
import type { ClusterState, WishedCluster } from './wished.ts';

const FOLLOW_MS = 1000;
const AUTOSCALER_MS = 2000;
const READY_SECONDS = 60;

/** What a cluster finds around it. */
export interface Surroundings {
  /** A folder of its own, which is there. */
  readonly folder: string;
  /** Where its API server asks about tokens and rights. */
  readonly webhooks: string;
  /** What goes wrong here. */
  readonly say: (line: string) => void;
  /** Why something does not answer, for whoever practises. */
  readonly tell: (line: string) => void;
}

interface Part {
  stop(): Promise<void>;
}

const AUTOSCALER = { namespace: 'kube-system', deployment: 'cluster-autoscaler' };

/** A cluster of the played EKS: a real control plane that follows what EKS wishes, and simulated nodes. */
export class RunningCluster {
  private readonly aws: Aws;
  private running: ControlPlane | undefined;
  private parts: readonly Part[] = [];
  private reason: string | undefined;
  private runs = '';
  private restarted = '';
  private readonly begun: Promise<void>;

  private constructor(
    private wishes: WishedCluster,
    private readonly around: Surroundings,
    private readonly door: Door,
  ) {
    this.aws = new Aws(wishes.region);
    this.begun = this.begin().catch((error: unknown) => {
      this.reason = error instanceof Error ? error.message : String(error);
      around.say(`${wishes.name}: ${this.reason}`);
    });
  }

  /** Begins one: its control plane takes some seconds. */
  static async begin(wishes: WishedCluster, around: Surroundings): Promise<RunningCluster> {
    const cluster: { running?: RunningCluster } = {};
    const door = await openDoor({
      server: () => cluster.running?.server,
      letsIn: () => cluster.running?.letsYouIn ?? false,
      version: () => cluster.running?.runs ?? wishes.version,
    });
    cluster.running = new RunningCluster(wishes, around, door);
    return cluster.running;
  }

  get wished(): WishedCluster {
    return this.wishes;
  }

  /** Its control plane, once it runs. */
  get plane(): ControlPlane | undefined {
    return this.running;
  }

  /** What EKS wishes from now on. */
  wish(next: WishedCluster): void {
    this.wishes = next;
  }

  get state(): ClusterState {
    const { plane } = this;
    return {
      status: this.reason ? 'FAILED' : this.statusOf(plane),
      ...(this.reason && { reason: this.reason }),
      endpoint: this.door.url,
      certificateAuthority: Buffer.from(this.door.ca).toString('base64'),
      issuer: this.issuer.url,
      version: this.runs || this.wishes.version,
    };
  }

  /** Who issues the tokens of its ServiceAccounts. */
  get issuer(): Issuer {
    const { name, region } = this.wishes;
    const id = createHash('md5').update(`${region}/${name}`).digest('hex').toUpperCase();
    return {
      url: `https://oidc.eks.${region}.amazonaws.com/id/${id}`,
      keys: async () => keysOf(this.plane),
    };
  }

  /** Ends everything of it. */
  async stop(): Promise<void> {
    await this.begun;
    await this.door.close();
    for (const part of this.parts) await part.stop();
    await this.plane?.stop();
    await this.aws.close();
  }

  private statusOf(plane: ControlPlane | undefined): ClusterState['status'] {
    if (!plane) return 'CREATING';
    return this.runs === this.wishes.version ? 'ACTIVE' : 'UPDATING';
  }

  private get server(): { readonly port: number; readonly ca: string } | undefined {
    return this.plane && { port: Number(new URL(this.plane.url).port), ca: this.plane.ca };
  }

  private get letsYouIn(): boolean {
    const { publicAccess, publicAccessCidrs } = this.wishes;
    return publicAccess && publicAccessCidrs.some((range) => holds(range, `${YOUR_ADDRESS}/32`));
  }

  private async begin(): Promise<void> {
    const { version } = this.wishes;
    const { folder, webhooks } = this.around;
    const plane = await startControlPlane({
      version: playedMinor,
      podsWait: true,
      apiServerFlags: [
        ...webhookFlags(folder, webhooks),
        ...versionFlags(version),
        ...KUBELET_FLAGS,
        `--service-account-issuer=${this.issuer.url}`,
      ],
      // Those of a newer minor version would wait for APIs that an older one lacks.
      controllerManagerFlags: versionFlags(version),
      schedulerFlags: versionFlags(version),
    });
    this.runs = version;
    try {
      this.parts = await this.play(plane);
    } catch (error) {
      await plane.stop();
      throw error;
    }
    this.running = plane;
  }

  // What goes on beside the control plane, in the order in which it is stopped.
  private async play(plane: ControlPlane): Promise<Part[]> {
    const { name } = this.wishes;
    const addons = new Addons(plane);
    const nodes = new NodesOfMachines(plane);
    const tell = (trouble: string) => this.around.say(`${name}: ${trouble}`);
    const pods = await playPods({ api: plane.api });
    const ways = await openWays({
      api: plane.api,
      aws: this.aws,
      cluster: name,
      pods,
      say: this.around.tell,
      trouble: tell,
    });
    const autoscaler = new Autoscaler({
      plane,
      aws: this.aws,
      version: () => this.wishes.version,
      log: (line) => pods.log(AUTOSCALER, line),
    });
    return [
      new Repeated(() => this.follow(plane, addons, nodes), FOLLOW_MS, tell),
      new Repeated(() => autoscaler.look(), AUTOSCALER_MS, tell),
      ways,
      pods,
      addons,
    ];
  }

  private async follow(plane: ControlPlane, addons: Addons, nodes: NodesOfMachines): Promise<void> {
    const { name, version, nodegroups } = this.wishes;
    await startAgain(plane, (line) => this.around.tell(`${name}: ${line}`));
    if (this.runs !== version) await this.changeVersion(plane, version);
    await addons.follow(this.wishes.addons.map((addon) => addon.name));
    await nodes.follow(await machinesOf(this.aws, nodegroups), addons.hasVolumes);
  }

  private async changeVersion(plane: ControlPlane, version: string): Promise<void> {
    const change = (args: string[]) => asVersion(args, version);
    // On a busy computer it is waited for more than once, and still started once.
    if (this.restarted !== version) {
      this.restarted = version;
      await plane.restart('kube-apiserver', change);
    }
    await until('the API server of another version', READY_SECONDS, async () => {
      const answer = await plane.api('GET', '/readyz').catch(() => undefined);
      return answer?.status === 200;
    });
    for (const one of ['kube-controller-manager', 'kube-scheduler'])
      await plane.restart(one, change);
    this.restarted = '';
    this.runs = version;
  }
}

// The API server gives them to whoever takes any format.
async function keysOf(plane: ControlPlane | undefined): Promise<unknown> {
  const raw = await plane?.kubectl(['get', '--raw', '/openid/v1/jwks']);
  return raw && JSON.parse(raw.stdout);
}
