import { type About, check, type Finding } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { type Container, type PodTemplate, securityOf } from '../pods.ts';
import { caution, factsOf } from './facts-of.ts';

const about: About = {
  id: 'image-user',
  severity: 'broken',
  why: "With runAsNonRoot the kubelet starts no container as root, nor as a user whose number it doesn't know.",
  remedy: 'Set runAsUser to a number other than 0, or drop runAsNonRoot.',
};
const finding = findingsOf(about);

export const imageUser = check(about, (subject) =>
  indexOf(subject).pods.flatMap((pod) =>
    pod.containers.flatMap((container) => wrong(pod, container)),
  ),
);

function wrong(pod: PodTemplate, container: Container): Finding[] {
  if (securityOf(pod, container, 'runAsNonRoot') !== true) return [];
  const path = `${container.path}.securityContext.runAsUser`;
  const asked = securityOf(pod, container, 'runAsUser');
  if (asked === 0) {
    const message = 'is root, and runAsNonRoot refuses to start it';
    return [finding(pod.owner, { path, value: '0', message, allowed: '1 or more' })];
  }
  const facts = asked === undefined ? factsOf(container.image) : undefined;
  if (!facts || (typeof facts.user === 'number' && facts.user > 0)) return [];
  const root = facts.user === 'root' || facts.user === 0;
  return [
    finding(pod.owner, {
      path,
      message: root
        ? `is missing: ${container.image} runs as root, and runAsNonRoot refuses to start it${caution(facts)}`
        : `is missing: the user of ${container.image} is the name ${facts.user}, which runAsNonRoot can't judge and refuses to start${caution(facts)}`,
      allowed: 'a number, 1 or more',
      fix: "add runAsUser with the number of the image's user",
    }),
  ];
}
