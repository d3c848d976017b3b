import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { findBinary, findFiles } from './binaries.ts';
import { PLAYED } from './nodes.ts';
import type { Processes } from './processes.ts';

/** The condition that a pod which waits is let go by. */
export const MAY_START = 'PodReadyToStartContainers';

const POD_READY = 'pod-ready.yaml';
const POD_RANGE = '192.168.64.1/18';
const BEAT_SECONDS = 5;
const READY = '.status.conditions.[] | select( .type == "Ready" )';

/** Starts kwok, which plays the kubelet of every simulated node; pods that wait start once somebody lets them. */
export async function startKwok(
  processes: Processes,
  kubeconfig: string,
  podsWait = false,
): Promise<void> {
  const published = findFiles('kwok', 'stages');
  const written = (name: string, stage: object): string => {
    const file = join(processes.folder, `${name}.json`);
    writeFileSync(file, JSON.stringify(stage));
    return file;
  };
  const stages = readdirSync(published).map((file) => {
    const path = join(published, file);
    return podsWait && file === POD_READY ? written('pod-ready', waiting(path)) : path;
  });
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
      `--config=${written('heartbeat', HEARTBEAT)}`,
      ...stages.map((file) => `--config=${file}`),
    ],
    { HOME: processes.folder },
  );
}

interface Stage {
  readonly spec: { readonly selector: { readonly matchExpressions: object[] } };
}

// The condition that a kubelet sets once a pod's containers may be made.
function waiting(file: string): Stage {
  const stage = parse(readFileSync(file, 'utf8')) as Stage;
  stage.spec.selector.matchExpressions.push({
    key: `.status.conditions.[] | select( .type == "${MAY_START}" ) | .status`,
    operator: 'In',
    values: ['True'],
  });
  return stage;
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
