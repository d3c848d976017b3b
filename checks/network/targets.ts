import type { Index } from '../index-of.ts';
import type { Located } from '../located.ts';
import { podPorts, type PodTemplate } from '../pods.ts';
import { podsWith } from '../selectors.ts';
import { isTarget } from '../references/service-target-port.ts';
import { at, fields, list, text } from '../values.ts';
import type { Protocol } from './evaluate.ts';

/** A pod behind a Service, and its own ports that the Service's lead to. */
export interface Target {
  readonly pod: PodTemplate;
  readonly ports: readonly { readonly port: number; readonly protocol: Protocol }[];
}

/** The pods behind a Service, and the ports behind one of its ports or behind all. */
export function targetsOf(
  index: Index,
  service: Located,
  wanted?: (port: ReturnType<typeof fields>) => boolean,
): Target[] {
  const selector = at(service.object, 'spec', 'selector');
  if (Object.keys(fields(selector)).length === 0) return [];
  const ports = list(at(service.object, 'spec', 'ports'))
    .map(fields)
    .filter((port) => !wanted || wanted(port));
  return podsWith(index, service.namespace, selector).flatMap((pod) => {
    const own = ports.flatMap((port) => {
      const target = port.targetPort ?? port.port;
      const protocol = (text(port.protocol) ?? 'TCP') as Protocol;
      const found = podPorts(pod).find((one) => one.protocol === protocol && isTarget(one, target));
      return found ? [{ port: found.port, protocol }] : [];
    });
    return own.length > 0 ? [{ pod, ports: own }] : [];
  });
}
