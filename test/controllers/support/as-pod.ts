import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { at, list, text } from '../../../checks/values.ts';
import type { KubeObject } from '../../../output/manifest.ts';
import { type LivePod, readAll } from '../../../scripts/shared/live-objects.ts';
import type { World } from '../../control-plane/support/world.ts';
import { argumentsOf, limitedTo, probeOf, variablesOf, whoRuns } from './container.ts';
import { addAddress } from './network.ts';

const ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';
const IMAGE = '/run/image';
const SHOWN_LINES = 20;

/** What a program needs besides what its manifest says. */
export interface Surroundings {
  /** Files and folders that it finds in place of this machine's own, by the path at which it finds them. */
  readonly mounts?: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, string>>;
  /** Values of flags in place of the manifest's. */
  readonly flags?: Readonly<Record<string, string>>;
  /** Arguments after the manifest's. */
  readonly more?: readonly string[];
  /** The user that the image names, for a manifest that names none. */
  readonly imageUser?: number;
}

/** A program that runs as one of a Deployment's pods would. */
export interface AsPod {
  readonly address: string;
  logs(): string;
  /** The end of its log, for messages. */
  lastLines(): string[];
  /** What its probe finds wrong. */
  problems(probe: 'readinessProbe' | 'livenessProbe'): Promise<string[]>;
}

/**
 * Runs a program of CONTROLLERS in the place of a Deployment's first pod: with the manifest's arguments, variables,
 * user and capabilities, the token of its ServiceAccount, and the pod's address.
 */
export async function runAsPod(
  world: World,
  deployment: KubeObject,
  program: string,
  { mounts = {}, variables = {}, flags = {}, more = [], imageUser }: Surroundings = {},
): Promise<AsPod> {
  const { plane } = world;
  const { name } = deployment.metadata;
  const pod = await firstPod(world, deployment);
  const container = list(at(pod.spec, 'containers'))[0];
  const address = text(at(pod, 'status', 'podIP')) ?? '';
  addAddress(address);
  const { hostname, port } = new URL(plane.url);
  const own: Record<string, string> = {
    PATH: process.env.PATH ?? '',
    KUBERNETES_SERVICE_HOST: hostname,
    KUBERNETES_SERVICE_PORT: port,
    ...variablesOf(container, pod),
    ...variables,
  };
  const places = {
    [ACCOUNT]: await accountOf(world, pod),
    [IMAGE]: join(process.env.CONTROLLERS ?? '', program),
    ...mounts,
  };
  const who = whoRuns(pod, container, imageUser);
  const preparing = [
    'mount -t tmpfs tmpfs /run',
    // This machine's own files stay as they are, whatever the program writes.
    'mount -o remount,bind,ro /',
    ...Object.entries(places).map(mounted),
    // Capabilities that the image's files have would take away those that the process hands on.
    `mount -o remount,bind,nosuid ${IMAGE}`,
    `chown ${who.user} /dev/stdout`,
    `cd ${IMAGE}`,
    'exec "$@"',
  ].join(' && ');
  plane.run(
    name,
    'env',
    [
      ['--ignore-environment', ...Object.entries(own).map(([key, value]) => `${key}=${value}`)],
      ['unshare', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'],
      ['sh', '-c', preparing, 'sh'],
      limitedTo(who, container),
      [`./${program}`, ...argumentsOf(container, own, flags), ...more],
    ].flat(),
  );
  const logs = () => plane.logs(name);
  const lastLines = () => logs().trimEnd().split('\n').slice(-SHOWN_LINES);
  return {
    address,
    logs,
    lastLines,
    problems: async (probe) => {
      const asked = probeOf(container, probe);
      const url = `http://${address}:${asked.port}${asked.path}`;
      const said = await fetch(url).then(({ status }) => String(status), String);
      return said === '200' ? [] : [`${url}: ${said}`, ...lastLines()];
    },
  };
}

/** The first of a Deployment's pods, as the API server has it. */
export async function firstPod(
  { plane }: World,
  { metadata: { name, namespace } }: KubeObject,
): Promise<LivePod> {
  const pods = await readAll<LivePod>(plane.api, `/api/v1/namespaces/${namespace}/pods`);
  const pod = pods.find(({ metadata }) => metadata.name.startsWith(`${name}-`));
  if (!pod) throw new Error(`${name} has no pod`);
  return pod;
}

function mounted([to, from]: [string, string]): string {
  const make = statSync(from).isDirectory() ? 'mkdir -p' : 'touch';
  return `{ [ -e '${to}' ] || ${make} '${to}'; } && mount --bind '${from}' '${to}'`;
}

// The folder that the kubelet mounts into a pod, for it to speak to the API server.
async function accountOf({ plane, ok }: World, { metadata, spec }: LivePod): Promise<string> {
  const folder = join(plane.folder, `${metadata.name}.account`);
  const { namespace = 'default' } = metadata;
  const account = text(at(spec, 'serviceAccountName')) ?? 'default';
  mkdirSync(folder);
  const token = await ok('create', 'token', account, '-n', namespace);
  writeFileSync(join(folder, 'token'), token.trim());
  writeFileSync(join(folder, 'ca.crt'), plane.ca);
  writeFileSync(join(folder, 'namespace'), namespace);
  return folder;
}
