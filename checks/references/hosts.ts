import { likelyName } from '../likely-name.ts';
import { type About, check, type Finding } from '../check.ts';
import { findingsOf, someOf } from '../finding.ts';
import { type Index, indexOf } from '../index-of.ts';
import { at, fields, list, show } from '../values.ts';
import { type HostReference, hostReferences } from './host-references.ts';

const about: About = {
  id: 'hosts',
  severity: 'broken',
  why: "A URL, variable or argument names a Service, or a port of it, that doesn't exist.",
  remedy: 'Name the Service and port that exist.',
};
const finding = findingsOf(about);

// What EKS puts into kube-system isn't all known here; these are in `default` everywhere.
const builtIn = new Set(['default/kubernetes']);

export const hosts = check(about, (subject) => {
  const index = indexOf(subject);
  return hostReferences(subject).flatMap((reference) => wrong(index, reference));
});

function wrong(index: Index, reference: HostReference): Finding[] {
  const { owner, path, written, service, namespace, port } = reference;
  if (builtIn.has(`${namespace}/${service}`)) return [];
  const target = index.find('Service', namespace, service);
  if (target) return port === undefined ? [] : wrongPort(reference, target.object.spec, port);
  if (namespace === 'kube-system' && owner.namespace !== namespace) return [];
  const value = show(written);
  if (!index.namespaces.has(namespace)) {
    return [
      finding(owner, {
        path,
        value,
        message: `names a Service in namespace ${namespace}, which nothing creates`,
        allowed: someOf(index.namespaceNames),
        fix: likelyName(namespace, index.namespaceNames),
        absent: true,
      }),
    ];
  }
  const names = index.names('Service', namespace);
  const better = likelyName(service, names);
  return [
    finding(owner, {
      path,
      value,
      message: `names the host ${service}, but namespace ${namespace} has no such Service`,
      allowed: someOf(names),
      fix: better ?? 'add the Service, or leave the setting out',
      absent: true,
    }),
  ];
}

function wrongPort({ owner, path, written, service }: HostReference, spec: unknown, port: number) {
  const { type, clusterIP } = fields(spec);
  // An alias and a headless Service pass every port through.
  if (type === 'ExternalName' || clusterIP === 'None') return [];
  const ports = list(at(spec, 'ports')).map((one) => at(one, 'port'));
  if (ports.includes(port)) return [];
  return [
    finding(owner, {
      path,
      value: show(written),
      message: `calls port ${port} of Service ${service}, which has no such port`,
      allowed: someOf(ports.map(String)),
      fix: ports.length === 1 ? `did you mean ${service}:${show(ports[0])}?` : undefined,
    }),
  ];
}
