import { k8s } from 'cdk8s-plus-27';
import type { Workload } from './workload.ts';

// A service's /health asks its database and takes as long as that does; whether the process lives is shown by
// its port. So a slow database takes a service out of the load balancing, and restarts nothing.
const SLOW_ANSWER = 5;

/** How Kubernetes tells that a workload has started, may be sent requests, and is alive. */
export function probes({ port, healthPath }: Workload) {
  const target = k8s.IntOrString.fromString(port.name);
  const connects = { tcpSocket: { port: target } };
  const answers = healthPath
    ? { httpGet: { path: healthPath, port: target }, timeoutSeconds: SLOW_ANSWER }
    : connects;
  return {
    // Five minutes to start, however slow the node; ready as soon as it is, not after a fixed time.
    startupProbe: { ...answers, periodSeconds: 5, failureThreshold: 60 },
    readinessProbe: { ...answers, periodSeconds: 10 },
    livenessProbe: { ...connects, periodSeconds: 10, failureThreshold: 6 },
  };
}
