import { type About, check } from '../check.ts';
import { factsOf } from '../containers/facts-of.ts';
import { findingsOf, someOf } from '../finding.ts';
import { indexOf } from '../index-of.ts';
import { fields, list } from '../values.ts';

const about: About = {
  id: 'image-calls',
  severity: 'broken',
  why: 'The image calls a host by a fixed name that no Service has.',
  remedy: 'Give the Service the name that the image calls.',
};
const finding = findingsOf(about);

export const imageCalls = check(about, (subject) => {
  const index = indexOf(subject);
  return index.pods.flatMap((pod) =>
    pod.containers.flatMap((container) => {
      const calls = factsOf(container.image)?.calls ?? [];
      return calls.flatMap(({ host, port }) => {
        const service = index.find('Service', pod.namespace, host);
        const ports = list(fields(service?.object.spec).ports).map((one) => fields(one).port);
        if (service && ports.includes(port)) return [];
        return [
          finding(pod.owner, {
            path: `${container.path}.image`,
            value: container.image,
            message: service
              ? `its program calls ${host}:${port}, and Service ${host} has no port ${port}`
              : `its program calls ${host}:${port}, and no Service of the namespace is called ${host}`,
            allowed: service
              ? someOf(ports.map(String))
              : someOf(index.names('Service', pod.namespace)),
            fix: `the name is built into the image: give the Service the name ${host} and the port ${port}`,
            absent: service ? undefined : true,
          }),
        ];
      });
    }),
  );
});
