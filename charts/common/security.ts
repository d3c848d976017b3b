import type { k8s } from 'cdk8s-plus-27';

/** A pod whose containers get the runtime's usual system call filter. */
export const runtimeSeccomp: k8s.PodSecurityContext = {
  seccompProfile: { type: 'RuntimeDefault' },
};

/** A container that can gain no privilege and holds no capability. */
export const unprivileged: k8s.SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
};

/** A container that holds one capability only: to listen below port 1024. */
export const bindsLowPorts: k8s.SecurityContext = {
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE'] },
};
