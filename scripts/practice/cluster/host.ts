import { mkdirSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { listenHere } from '../../../control-plane/ports.ts';
import type { Issuer } from '../outside/issuers.ts';
import { RunningCluster } from './running-cluster.ts';
import { reviewAccess, reviewToken } from './webhooks.ts';
import type { WishedCluster } from './wished.ts';

/** What the host finds around it. */
export interface Ground {
  /** Practice's folder. */
  readonly folder: string;
  /** Where AWS is played. */
  readonly aws: () => string;
  readonly say: (line: string) => void;
  /** For whoever practises. */
  readonly tell: (line: string) => void;
}

/** Where the clusters of the played EKS run: EKS says by HTTP what it wishes, and asks how they are. */
export class Host {
  private readonly clusters = new Map<string, RunningCluster>();
  // What EKS wishes, one wish after the other.
  private order: Promise<unknown> = Promise.resolve();
  private url = '';
  private readonly server = createServer((asked, answer) => void this.answer(asked, answer));

  constructor(private readonly ground: Ground) {}

  /** Listens on this computer; answers with its address. */
  async listen(): Promise<string> {
    this.url = `http://127.0.0.1:${await listenHere(this.server)}`;
    return this.url;
  }

  /** Who issues tokens. */
  get issuers(): Issuer[] {
    return [...this.clusters.values()].map(({ issuer }) => issuer);
  }

  /** Ends every cluster. */
  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await Promise.all([...this.clusters.values()].map((cluster) => cluster.stop()));
  }

  private async answer(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    try {
      const body = await bodyOf(asked);
      const [, root, name = '', what] = new URL(asked.url ?? '', 'http://host').pathname.split('/');
      const given =
        root === 'clusters'
          ? await this.act(`${asked.method} ${what ?? ''}`.trim(), decodeURIComponent(name), body)
          : undefined;
      answer.writeHead(given === undefined ? 404 : 200, { 'content-type': 'application/json' });
      answer.end(JSON.stringify(given ?? { reason: 'there is no such cluster' }));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.ground.say(`${asked.method} ${asked.url}: ${reason}`);
      answer.writeHead(500).end(JSON.stringify({ reason }));
    }
  }

  private async act(what: string, name: string, body: unknown): Promise<object | undefined> {
    if (what === 'PUT') return this.next(() => this.wish(name, body as WishedCluster));
    if (what === 'DELETE') return this.next(() => this.remove(name));
    const cluster = this.clusters.get(name);
    if (!cluster) return undefined;
    switch (what) {
      case 'GET':
        return cluster.state;
      case 'POST authenticate':
        return reviewToken(body, cluster.wished, this.ground.aws());
      case 'POST authorize':
        return cluster.plane ? reviewAccess(body, cluster.wished, cluster.plane.api) : undefined;
      default:
        return undefined;
    }
  }

  private next<T>(work: () => Promise<T>): Promise<T> {
    const done = this.order.then(work);
    this.order = done.catch(() => {});
    return done;
  }

  private async remove(name: string): Promise<object | undefined> {
    const cluster = this.clusters.get(name);
    if (!cluster) return undefined;
    this.clusters.delete(name);
    await cluster.stop();
    rmSync(this.folderOf(name), { recursive: true, force: true });
    return {};
  }

  private async wish(name: string, wished: WishedCluster): Promise<object> {
    const known = this.clusters.get(name);
    if (known) {
      known.wish(wished);
      return known.state;
    }
    const folder = this.folderOf(name);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const webhooks = `${this.url}/clusters/${encodeURIComponent(name)}`;
    const cluster = await RunningCluster.begin(wished, { ...this.ground, folder, webhooks });
    this.clusters.set(name, cluster);
    return cluster.state;
  }

  private folderOf(name: string): string {
    return join(this.ground.folder, 'clusters', encodeURIComponent(name));
  }
}

async function bodyOf(asked: IncomingMessage): Promise<unknown> {
  const body = await text(asked);
  return body === '' ? undefined : JSON.parse(body);
}
