import { describe } from '@jest/globals';
import { eachCase } from '../support/each-case.ts';
import { container, deployment, object } from '../support/subjects.ts';

describe('disruption', () => {
  eachCase('budget-target', {
    'protects nothing': {
      bad: [replicas(2), budget({ maxUnavailable: 1 }, 'wbe')],
      good: [replicas(2), budget({ maxUnavailable: 1 })],
    },
  });

  eachCase('budget-blocks', {
    'as many as there are': blocking({ minAvailable: 2 }, { minAvailable: 1 }),
    'none may go': blocking({ maxUnavailable: 0 }, { maxUnavailable: 1 }),
    'none in percent': blocking({ maxUnavailable: '0%' }, { maxUnavailable: '1%' }),
    'percentages are rounded up': blocking({ minAvailable: '51%' }, { minAvailable: '50%' }),
    'the only pod': {
      bad: [replicas(1), budget({ minAvailable: '50%' })],
      good: [replicas(1), budget({ maxUnavailable: '50%' })],
    },
    'autoscaling may go down to what is needed': {
      bad: [replicas(5), scaler(1), budget({ minAvailable: 1 })],
      good: [replicas(1), scaler(2), budget({ minAvailable: 1 })],
    },
    'bare pods are only counted by a number': {
      bad: [pod('a'), pod('b'), budget({ maxUnavailable: 1 })],
      good: [pod('a'), pod('b'), budget({ minAvailable: 1 })],
    },
    'two budgets for one pod': {
      bad: [replicas(2), budget({ maxUnavailable: 1 }), budget({ maxUnavailable: 1 }, 'web', 'b')],
      good: [
        replicas(2),
        deployment({ name: 'b' }),
        budget({ maxUnavailable: 1 }),
        budget({ maxUnavailable: 1 }, 'b', 'b'),
      ],
    },
  });
});

function replicas(count: number) {
  return deployment({ spec: { replicas: count } });
}

function blocking(bad: object, good: object) {
  return { bad: [replicas(2), budget(bad)], good: [replicas(2), budget(good)] };
}

function budget(spec: object, app = 'web', name = 'a') {
  return object('policy/v1', 'PodDisruptionBudget', name, {
    spec: { selector: { matchLabels: { app } }, ...spec },
  });
}

function scaler(minReplicas: number) {
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
  const spec = { scaleTargetRef, minReplicas, maxReplicas: 9 };
  return object('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', { spec });
}

function pod(name: string) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { app: 'web' } },
    spec: { containers: [container()] },
  };
}
