import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { ControlPlaneError, type ControlPlane } from './control-plane.ts';
import { listenHere } from './ports.ts';
import { tarGz } from './tar.ts';

export interface ArtifactOptions {
  /** The GitRepository's name and namespace. */
  name?: string;
  namespace?: string;
  branch?: string;
}

export interface Artifact {
  /** The revision that the GitRepository shows now. */
  revision: string;
  /** Serves the folder's present content as a new revision. */
  update(folder: string): Promise<string>;
  close(): Promise<void>;
}

/**
 * Plays Flux's source-controller: a GitRepository whose artifact is the folder's content, served
 * on loopback. The GitRepository and its namespace are created unless they are there.
 */
export async function serveArtifact(
  controlPlane: ControlPlane,
  folder: string,
  options: ArtifactOptions = {},
): Promise<Artifact> {
  const { name = 'flux-system', namespace = 'flux-system', branch = 'main' } = options;
  const archives = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    const archive = archives.get(request.url ?? '');
    response.writeHead(archive ? 200 : 404, { 'content-type': 'application/gzip' }).end(archive);
  });
  const port = await listenHere(server);
  server.unref();
  await ensureRepository(controlPlane, name, namespace, branch);

  const publish = async (from: string): Promise<string> => {
    const archive = tarGz(from);
    const sha1 = createHash('sha1').update(archive).digest('hex');
    const path = `/gitrepository/${namespace}/${name}/${sha1}.tar.gz`;
    archives.set(path, archive);
    const revision = `${branch}@sha1:${sha1}`;
    await setArtifact(controlPlane, name, namespace, {
      path: path.slice(1),
      url: `http://127.0.0.1:${port}${path}`,
      revision,
      digest: `sha256:${createHash('sha256').update(archive).digest('hex')}`,
      size: archive.length,
    });
    return revision;
  };

  const artifact: Artifact = {
    revision: await publish(folder),
    update: async (from) => (artifact.revision = await publish(from)),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return artifact;
}

const collection = (namespace: string) =>
  `/apis/source.toolkit.fluxcd.io/v1/namespaces/${namespace}/gitrepositories`;

async function ensureRepository(
  controlPlane: ControlPlane,
  name: string,
  namespace: string,
  branch: string,
): Promise<void> {
  await create(controlPlane, '/api/v1/namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace },
  });
  await create(controlPlane, collection(namespace), {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { name, namespace },
    spec: { interval: '1h', url: 'https://git.example/repository', ref: { branch } },
  });
}

async function create({ api }: ControlPlane, path: string, object: unknown): Promise<void> {
  const { status, body } = await api('POST', path, object);
  if (status !== 201 && status !== 409) throw refused(path, body);
}

async function setArtifact(
  { api }: ControlPlane,
  name: string,
  namespace: string,
  artifact: { revision: string } & Record<string, unknown>,
): Promise<void> {
  const path = `${collection(namespace)}/${name}`;
  const { body: repository } = await api('GET', path);
  const { generation } = (repository as { metadata: { generation: number } }).metadata;
  const now = new Date().toISOString().replace(/\.\d+/, '');
  const status = {
    observedGeneration: generation,
    artifact: { ...artifact, lastUpdateTime: now },
    conditions: ['Ready', 'ArtifactInStorage'].map((type) => ({
      type,
      status: 'True',
      reason: 'Succeeded',
      message: `stored artifact for revision '${artifact.revision}'`,
      lastTransitionTime: now,
      observedGeneration: generation,
    })),
  };
  const answer = await api('PATCH', `${path}/status`, { status });
  if (answer.status !== 200) throw refused(path, answer.body);
}

const refused = (path: string, body: unknown): ControlPlaneError =>
  new ControlPlaneError(
    `The API server refused ${path}: ${(body as { message?: string }).message ?? body}`,
  );
