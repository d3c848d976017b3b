import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ApiRequest } from '../../../control-plane/control-plane.ts';
import { at, list } from '../../../checks/values.ts';
import { type LivePod, nameOf } from '../../shared/live-objects.ts';
import { findContainer, imageName } from './container/container.ts';
import type { LogBook } from './log-book.ts';
import { ingressPage } from './pages/ingress.ts';
import { jenkins } from './pages/jenkins.ts';
import type { Asked, Page, Shown } from './pages/page.ts';
import { shopService } from './pages/service.ts';
import { shopPage } from './pages/shop.ts';

const LARGEST_FORM = 16 * 1024;

/** Answers a request; undefined where the connection is to be cut. */
export type Answer = (asked: Asked) => Promise<Shown | undefined>;

/** What answers in the pods of one cluster: pages of practice's own. */
export class Web {
  private readonly pages: Readonly<Record<string, Page>> = {
    'jenkins/jenkins': jenkins,
    'weaveworksdemos/front-end': shopPage(),
    'nginx/nginx-ingress': ingressPage('nginx'),
    'ingress-nginx/controller': ingressPage('ingress-nginx'),
  };
  private readonly answers = new WeakMap<Duplex, Answer>();
  // It never listens: connections are handed to it.
  private readonly server = createServer((request, response) => {
    this.answer(request, response).catch(() => response.destroy());
  });

  constructor(
    private readonly api: ApiRequest,
    private readonly book: LogBook,
  ) {}

  /** Leads a connection to a pod's port; or says why nothing answers there. */
  connect(connection: Duplex, pod: LivePod, port: number): string | undefined {
    const container = containerAt(pod, port);
    if (!container) return `no container of pod ${nameOf(pod)} listens on port ${port}`;
    if (!this.pageOf(container.image)) {
      return `practice plays no answer of ${container.image} on port ${port}: no image runs here`;
    }
    this.serve(connection, (asked) => this.ask(pod, port, asked));
    return undefined;
  }

  /** Answers the requests of a connection. */
  serve(connection: Duplex, answer: Answer): void {
    this.answers.set(connection, answer);
    this.server.emit('connection', connection);
    // What was read of it before waits in it.
    if (connection.isPaused()) process.nextTick(() => connection.resume());
  }

  /** Asks for a page as a program in the cluster does. */
  get(pod: LivePod, port: number, path: string, host: string): Promise<Shown | undefined> {
    const asked = { method: 'GET', path, host, cookies: new Map(), form: new URLSearchParams() };
    return this.ask(pod, port, asked);
  }

  /** Asks what is played at a pod's port; undefined where nothing is. */
  async ask(pod: LivePod, port: number, asked: Asked): Promise<Shown | undefined> {
    const found = containerAt(pod, port);
    const page = found && this.pageOf(found.image);
    if (!page) return undefined;
    const { name, namespace = '' } = pod.metadata;
    const where = { namespace, pod: name, container: found.name };
    const container = await findContainer(this.api, where);
    const { api, book } = this;
    return page(asked, { api, container, port, book, ask: (...next) => this.ask(...next) });
  }

  private pageOf(image: string): Page | undefined {
    const name = imageName(image);
    const page = Object.hasOwn(this.pages, name) ? this.pages[name] : undefined;
    return (
      page ??
      (name.startsWith('weaveworksdemos/') && !name.endsWith('-db') ? shopService : undefined)
    );
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const shown = await this.answers.get(request.socket)?.(await askedBy(request));
    if (!shown) return void response.destroy();
    response.writeHead(shown.status, shown.headers).end(shown.body);
  }
}

function containerAt(pod: LivePod, port: number): { name: string; image: string } | undefined {
  const containers = list(pod.spec.containers) as { name: string; image: string }[];
  return containers.find((container) =>
    list(at(container, 'ports')).some((one) => at(one, 'containerPort') === port),
  );
}

async function askedBy(request: IncomingMessage): Promise<Asked> {
  let body = '';
  request.setEncoding('utf8');
  for await (const part of request) {
    body += part as string;
    if (body.length > LARGEST_FORM) throw new Error('the form is too large');
  }
  const cookies = (request.headers.cookie ?? '').split(/;\s*/).map((one) => one.split('='));
  return {
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    host: (request.headers.host ?? '').replace(/:\d+$/, ''),
    cookies: new Map(cookies.map(([name = '', value = '']) => [name, value])),
    form: new URLSearchParams(body),
  };
}
