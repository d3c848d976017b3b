import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findBinary, findFiles } from './binaries.ts';
import { PLAYED } from './nodes.ts';
import type { Processes } from './processes.ts';

const POD_RANGE = '192.168.64.1/18';
const BEAT_SECONDS = 5;
const READY = '.status.conditions.[] | select( .type == "Ready" )';

/** Starts kwok, which plays the kubelet of every simulated node. */
export async function startKwok(processes: Processes, kubeconfig: string): Promise<void> {
  const published = findFiles('kwok', 'stages');
  const heartbeat = join(processes.folder, 'heartbeat.json');
  writeFileSync(heartbeat, JSON.stringify(HEARTBEAT));
  const stages = [heartbeat, ...readdirSync(published).map((file) => join(published, file))];
  processes.start(
    'kwok',
    await findBinary('kwok', 'kwok'),
    [
      `--kubeconfig=${kubeconfig}`,
      '--manage-all-nodes=false',
      `--manage-nodes-with-label-selector=${PLAYED.key}=${PLAYED.value}`,
      `--cidr=${POD_RANGE}`,
      // With leases, kwok passes over a pod that reaches a node before its lease does, and in one start of several it
      // deletes pods on nodes whose lease another holds.
      '--node-lease-duration-seconds=0',
      ...stages.map((file) => `--config=${file}`),
    ],
    { HOME: processes.folder },
  );
}

const HEARTBEAT = {
  apiVersion: 'kwok.x-k8s.io/v1alpha1',
  kind: 'Stage',
  metadata: { name: 'node-heartbeat' },
  spec: {
    resourceRef: { apiGroup: 'v1', kind: 'Node' },
    selector: {
      matchExpressions: [{ key: `${READY} | .status`, operator: 'In', values: ['True'] }],
    },
    // A delay alone would begin anew with each change of the node.
    delay: {
      durationMilliseconds: BEAT_SECONDS * 1000,
      durationFrom: {
        jq: { expression: `${READY} | .lastHeartbeatTime | fromdate + ${BEAT_SECONDS} | todate` },
      },
    },
    next: {
      statusTemplate: [
        'conditions:',
        '{{ range NodeConditions }}',
        '- type: {{ .type | Quote }}',
        '  status: {{ .status | Quote }}',
        '  reason: {{ .reason | Quote }}',
        '  message: {{ .message | Quote }}',
        '  lastHeartbeatTime: {{ Now | Quote }}',
        '{{ end }}',
      ].join('\n'),
    },
  },
};
