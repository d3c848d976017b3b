import type { AwsError } from '../aws/aws-error.ts';
import type { ClusterConfig } from '../config/schema.ts';
import { jenkinsNamespace } from '../layout.ts';
import type { Synthesized } from '../synthesize.ts';
import type { AccountView } from './account.ts';
import { autoscalerItems } from './autoscaler.ts';
import { clusterItems } from './cluster.ts';
import { type Exercise, type Item, titles } from './exercise.ts';
import { ingressItems } from './ingress.ts';
import type { Workplace } from './jenkins.ts';
import type { Live } from './live.ts';
import type { Memory } from './memory.ts';
import { nodeItems } from './nodes.ts';
import type { Probe } from './probe.ts';
import type { Context } from './read-live.ts';
import { serviceExercises } from './service-exercises.ts';
import { shopItems } from './shop.ts';

/** What the exercises are judged by. */
export interface Sight {
  readonly config: ClusterConfig;
  readonly synthesized: Synthesized;
  readonly live: Live;
  /** Undefined where AWS is not to be asked. */
  readonly account?: AccountView | AwsError;
  readonly context?: Context;
  readonly probe: Probe;
  readonly memory: Memory;
}

/** The chapter's exercises, each with what was found; nothing is changed. */
export async function verify(sight: Sight, wanted: readonly number[]): Promise<Exercise[]> {
  const { config, live, probe, memory } = sight;
  const exercises: Exercise[] = [];
  const add = (number: number, items: readonly Item[]) =>
    exercises.push({ number, title: titles[number] ?? '', items });
  if (wanted.includes(1)) add(1, await firstExercise(sight));
  if (wanted.includes(2)) add(2, autoscalerItems(config, live));
  if (wanted.some((number) => number >= 3 && number <= 5)) {
    const three = await serviceExercises(
      workplaceOf(config),
      config.access.from,
      live,
      probe,
      memory,
    );
    exercises.push(...three.filter(({ number }) => wanted.includes(number)));
  }
  if (wanted.includes(6)) add(6, await ingressItems(config, live, probe));
  return exercises;
}

async function firstExercise({
  config,
  synthesized,
  live,
  account,
  context,
  probe,
}: Sight): Promise<Item[]> {
  const objects = synthesized.files
    .filter(({ path }) => path.startsWith('apps/'))
    .flatMap(({ objects }) => objects);
  return [
    ...(account === undefined ? [] : clusterItems(config, account, context)),
    ...nodeItems(config, live),
    ...(await shopItems(`dist/${config.name}`, objects, live, probe)),
  ];
}

/** Where the cluster's owner does the Service exercises. */
export function workplaceOf(config: ClusterConfig): Workplace {
  const folder = `dist/${config.name}`;
  return {
    namespace: jenkinsNamespace(config),
    nodePort: config.jenkins.nodePort,
    files: {
      pod: `${folder}/jenkins/1-jenkins.k8s.yaml`,
      ClusterIP: `${folder}/exercises/3-service-clusterip.k8s.yaml`,
      NodePort: `${folder}/exercises/4-service-nodeport.k8s.yaml`,
      LoadBalancer: `${folder}/exercises/5-service-loadbalancer.k8s.yaml`,
    },
  };
}
