import type { ImageFacts } from '../../tables/image-facts.ts';
import { type About, check, type Finding } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { type Container, podPorts, type PodTemplate, portsOf, securityOf } from '../pods.ts';
import { at, fields, list, show } from '../values.ts';
import { caution, factsOf } from './facts-of.ts';

const about: About = {
  id: 'low-ports',
  severity: 'broken',
  why: "A process that isn't root may not listen below port 1024, and ends when it starts.",
  remedy: 'Use a higher port, or add the capability NET_BIND_SERVICE.',
};
const finding = findingsOf(about);

export const lowPorts = check(about, (subject) =>
  indexOf(subject).pods.flatMap((pod) => {
    if (isWindows(pod)) return [];
    const free = lowestFreePort(pod);
    // The usual case has no such port at all.
    if (!podPorts(pod).some(({ port }) => port < free)) return [];
    return pod.containers.flatMap((container) => wrong(pod, container, free));
  }),
);

function wrong(pod: PodTemplate, container: Container, free: number): Finding[] {
  const lost = losesCapability(pod, container);
  if (!lost && mayBind(pod, container)) return [];
  return portsOf(container).flatMap(({ port }, i) => {
    if (port >= free) return [];
    return [
      finding(pod.owner, {
        path: `${container.path}.ports[${i}].containerPort`,
        value: show(port),
        message: `is below ${free}, and container ${container.name} has no right to listen there${lost ? `: a shell starts its program, which allowPrivilegeEscalation: false keeps from its capability${caution(lost)}` : ''}`,
        allowed: `${free} to 65535`,
        fix: `${lost ? 'leave allowPrivilegeEscalation out, or add' : 'add the capability NET_BIND_SERVICE, or'} the sysctl net.ipv4.ip_unprivileged_port_start: "0"`,
      }),
    ];
  });
}

// The capability is on the program's file. A shell before it has none, and so none to hand on.
function losesCapability(pod: PodTemplate, container: Container): ImageFacts | undefined {
  const facts = factsOf(container.image);
  const mayGain = at(container.fields, 'securityContext', 'allowPrivilegeEscalation') !== false;
  if (!facts?.startedByShell || mayGain || container.fields.command !== undefined) return undefined;
  return isRoot(userOf(pod, container)) ? undefined : facts;
}

function mayBind(pod: PodTemplate, container: Container): boolean {
  const facts = factsOf(container.image);
  const user = userOf(pod, container);
  const capabilities = at(container.fields, 'securityContext', 'capabilities');
  const names = (key: string) =>
    list(at(capabilities, key)).map((name) => show(name).toUpperCase().replace(/^CAP_/, ''));
  const added = names('add').some((name) => name === 'NET_BIND_SERVICE' || name === 'ALL');
  const dropped = names('drop').some((name) => name === 'NET_BIND_SERVICE' || name === 'ALL');
  const held = added || !dropped;
  if (at(container.fields, 'securityContext', 'privileged') === true) return true;
  if (user === undefined) {
    return securityOf(pod, container, 'runAsNonRoot') === true ? added : held;
  }
  if (isRoot(user)) return held;
  // Any other user needs the capability on its program's file too, which only the image can say.
  return facts?.bindsLowPorts === undefined ? added : facts.bindsLowPorts && held;
}

function userOf(pod: PodTemplate, container: Container): unknown {
  return securityOf(pod, container, 'runAsUser') ?? factsOf(container.image)?.user;
}

function isRoot(user: unknown): boolean {
  return user === 0 || user === 'root';
}

function isWindows({ spec }: PodTemplate): boolean {
  const systems = [at(spec, 'os', 'name'), at(spec, 'nodeSelector', 'kubernetes.io/os')];
  return systems.includes('windows');
}

function lowestFreePort({ spec }: PodTemplate): number {
  const sysctl = list(at(spec, 'securityContext', 'sysctls'))
    .map(fields)
    .find(({ name }) => name === 'net.ipv4.ip_unprivileged_port_start');
  return sysctl ? Number(sysctl.value) || 0 : 1024;
}
