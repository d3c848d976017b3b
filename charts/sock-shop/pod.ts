import { k8s } from 'cdk8s-plus-27';
import { images } from '../../tables/images.ts';
import { imageFrom } from '../common/image.ts';
import { resources } from '../common/resources.ts';
import { runtimeSeccomp } from '../common/security.ts';
import { keptByFlux } from '../flux/names.ts';
import { CATALOGUE_SECRET, labelsOf } from './names.ts';
import { probes } from './probes.ts';
import type { Sidecar, Workload } from './workload.ts';

interface PodOptions {
  readonly persistent: boolean;
  readonly registry: string | null;
}

const DATA = 'data';

/** A workload's pod template. */
export function podTemplate(workload: Workload, options: PodOptions): k8s.PodTemplateSpec {
  const { sidecars = [], podSecurity, podAnnotations } = workload;
  return {
    metadata: { labels: labelsOf(workload.name), annotations: podAnnotations },
    spec: {
      automountServiceAccountToken: false,
      // The images exist for amd64 alone.
      nodeSelector: { 'kubernetes.io/os': 'linux', 'kubernetes.io/arch': 'amd64' },
      // The filter that Docker puts on every container, and so one that these images have always run under.
      securityContext: { ...runtimeSeccomp, ...podSecurity },
      initContainers: seedContainers(workload, options),
      containers: [
        mainContainer(workload, options),
        ...sidecars.map((sidecar) => sidecarContainer(sidecar, options)),
      ],
      volumes: volumes(workload, options),
    },
  };
}

function mainContainer(workload: Workload, { persistent, registry }: PodOptions): k8s.Container {
  const { name, port, command, args, security } = workload;
  return {
    name,
    image: imageFrom(registry, images[workload.image]),
    command: command && [...command],
    args: args && [...args],
    env: environment(workload, persistent),
    ports: [{ name: port.name, containerPort: port.number }],
    resources: resources(workload.resources),
    securityContext: security,
    ...probes(workload),
    volumeMounts: mounts(workload, persistent),
  };
}

function sidecarContainer(sidecar: Sidecar, { registry }: PodOptions): k8s.Container {
  return {
    name: sidecar.name,
    image: imageFrom(registry, images[sidecar.image]),
    env: plainEnv(sidecar.env ?? {}),
    ports: [{ name: sidecar.port.name, containerPort: sidecar.port.number }],
    resources: resources(sidecar.resources),
    securityContext: sidecar.security,
  };
}

// Fills a new volume with the data that the image brings, which the volume would hide.
function seedContainers(workload: Workload, options: PodOptions): k8s.Container[] | undefined {
  const { data, name } = workload;
  if (!options.persistent || !data?.seeded) return undefined;
  return [
    {
      name: 'seed',
      image: imageFrom(options.registry, images[workload.image]),
      command: ['sh', '-c', `[ -n "$(ls -A /volume)" ] || cp -a ${data.path}/. /volume/`],
      resources: resources(workload.resources),
      // Root, to keep the files' owner; the capabilities are the ones that `cp -a` needs for it.
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'], add: ['CHOWN', 'DAC_OVERRIDE', 'FOWNER'] },
      },
      volumeMounts: [{ name: DATA, mountPath: '/volume', subPath: name }],
    },
  ];
}

function environment({ env = {}, data }: Workload, persistent: boolean): k8s.EnvVar[] | undefined {
  const secret = persistent ? Object.entries(data?.secretEnv ?? {}) : [];
  const all = [
    ...(plainEnv({ ...env, ...(persistent ? {} : data?.ephemeralEnv) }) ?? []),
    ...secret.map(([name, key]) => ({
      name,
      valueFrom: { secretKeyRef: { name: CATALOGUE_SECRET.name, key } },
    })),
  ];
  return all.length > 0 ? all : undefined;
}

function plainEnv(env: Readonly<Record<string, string>>): k8s.EnvVar[] | undefined {
  const all = Object.entries(env).map(([name, value]) => ({ name, value }));
  return all.length > 0 ? all : undefined;
}

function mounts(workload: Workload, persistent: boolean): k8s.VolumeMount[] | undefined {
  const { data, scratch = {}, name } = workload;
  const all: k8s.VolumeMount[] = Object.keys(scratch).map((path) => ({
    name: scratchName(path),
    mountPath: path,
  }));
  // A folder of the volume, not its root: ext4 keeps lost+found there, and a database wants it empty.
  if (data && persistent) all.unshift({ name: DATA, mountPath: data.path, subPath: name });
  else if (data && !data.imageVolume) all.unshift({ name: DATA, mountPath: data.path });
  return all.length > 0 ? all : undefined;
}

function volumes(
  { data, scratch = {} }: Workload,
  { persistent }: PodOptions,
): k8s.Volume[] | undefined {
  const all: k8s.Volume[] = Object.entries(scratch).map(([path, medium]) => ({
    name: scratchName(path),
    emptyDir: medium === 'memory' ? { medium: 'Memory' } : {},
  }));
  if (data && !persistent && !data.imageVolume) all.unshift({ name: DATA, emptyDir: {} });
  return all.length > 0 ? all : undefined;
}

function scratchName(path: string): string {
  return path.slice(1).replaceAll('/', '-');
}

/** The claim by which a persistent workload gets its volume. */
export function volumeClaim(
  workload: Workload,
  storageClass: string,
): k8s.KubePersistentVolumeClaimProps[] {
  if (!workload.data) return [];
  return [
    {
      // Always, for a claim template can't be changed later: Flux may come when the claims are long there.
      metadata: { name: DATA, labels: labelsOf(workload.name), annotations: keptByFlux },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: storageClass,
        resources: { requests: { storage: k8s.Quantity.fromString(workload.data.size) } },
      },
    },
  ];
}
