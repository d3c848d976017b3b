import type { k8s } from 'cdk8s-plus-27';

/** A variable that holds a field of its own pod. */
export function podField(name: string, fieldPath: string): k8s.EnvVar {
  // The version is the default one, and written out: a server-side apply over a client-side one takes what the
  // server has filled in for somebody else's.
  return { name, valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath } } };
}
