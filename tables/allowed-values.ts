const protocol = 'TCP UDP SCTP';

// What fields may hold whose values are words from a fixed list, by the end of their path. Kubernetes' OpenAPI
// doesn't say; read in the API types' comments (k8s.io/api 0.36).
const words: Readonly<Record<string, string>> = {
  'accessModes[]': 'ReadWriteOnce ReadOnlyMany ReadWriteMany ReadWriteOncePod',
  concurrencyPolicy: 'Allow Forbid Replace',
  dnsPolicy: 'ClusterFirst ClusterFirstWithHostNet Default None',
  'emptyDir.medium': 'Memory HugePages HugePages-2Mi HugePages-1Gi',
  externalTrafficPolicy: 'Cluster Local',
  imagePullPolicy: 'Always IfNotPresent Never',
  internalTrafficPolicy: 'Cluster Local',
  ipFamilyPolicy: 'SingleStack PreferDualStack RequireDualStack',
  pathType: 'Exact Prefix ImplementationSpecific',
  persistentVolumeReclaimPolicy: 'Delete Retain Recycle',
  podManagementPolicy: 'OrderedReady Parallel',
  'policyTypes[]': 'Ingress Egress',
  'ports[].protocol': protocol,
  reclaimPolicy: 'Delete Retain',
  restartPolicy: 'Always OnFailure Never',
  'roleRef.apiGroup': 'rbac.authorization.k8s.io',
  'roleRef.kind': 'Role ClusterRole',
  'seccompProfile.type': 'RuntimeDefault Unconfined Localhost',
  sessionAffinity: 'None ClientIP',
  'strategy.type': 'Recreate RollingUpdate',
  'subjects[].kind': 'ServiceAccount User Group',
  terminationMessagePolicy: 'File FallbackToLogsOnError',
  'tolerations[].effect': 'NoSchedule PreferNoSchedule NoExecute',
  'updateStrategy.type': 'OnDelete RollingUpdate',
  volumeBindingMode: 'Immediate WaitForFirstConsumer',
  whenUnsatisfiable: 'DoNotSchedule ScheduleAnyway',
};

/** The words that a field may hold, by the end of its path: `strategy.type`, `policyTypes[]`. */
export const allowedValues: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(words).map(([path, list]) => [path, list.split(' ')]),
);

/** What a Service's type may be. */
export const serviceTypes: readonly string[] = [
  'ClusterIP',
  'ExternalName',
  'LoadBalancer',
  'NodePort',
];

/** The levels of Pod Security, in a namespace's labels. */
export const podSecurityLevels: readonly string[] = ['baseline', 'privileged', 'restricted'];

/** Linux capabilities (capabilities(7)), without CAP_; the container runtime refuses others. */
export const capabilities: readonly string[] = [
  'ALL',
  'AUDIT_CONTROL',
  'AUDIT_READ',
  'AUDIT_WRITE',
  'BLOCK_SUSPEND',
  'BPF',
  'CHECKPOINT_RESTORE',
  'CHOWN',
  'DAC_OVERRIDE',
  'DAC_READ_SEARCH',
  'FOWNER',
  'FSETID',
  'IPC_LOCK',
  'IPC_OWNER',
  'KILL',
  'LEASE',
  'LINUX_IMMUTABLE',
  'MAC_ADMIN',
  'MAC_OVERRIDE',
  'MKNOD',
  'NET_ADMIN',
  'NET_BIND_SERVICE',
  'NET_BROADCAST',
  'NET_RAW',
  'PERFMON',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYSLOG',
  'SYS_ADMIN',
  'SYS_BOOT',
  'SYS_CHROOT',
  'SYS_MODULE',
  'SYS_NICE',
  'SYS_PACCT',
  'SYS_PTRACE',
  'SYS_RAWIO',
  'SYS_RESOURCE',
  'SYS_TIME',
  'SYS_TTY_CONFIG',
  'WAKE_ALARM',
];
