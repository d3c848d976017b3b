import { describe, expect, test } from '@jest/globals';
import {
  minimumInWords,
  nodeTable,
  report,
  scaleDownTable,
} from '../../../scripts/rehearse/report.ts';
import { reportJson } from '../../../scripts/rehearse/report-json.ts';
import { each, node, pod, rehearsal } from './samples.ts';

describe('the table of nodes', () => {
  test('shows pods, CPU and memory against what each node has', () => {
    const nodes = [node('node-a', [pod('a', 965)]), node('a-longer-name', [])];
    expect(nodeTable(nodes)).toEqual([
      'node           zone           pods  CPU      requested  memory        requested',
      'node-a         us-west-2a  1 of 35  50%  965m of 1930m     14%  965Mi of 6837Mi',
      'a-longer-name  us-west-2a  0 of 35   0%    0m of 1930m      0%    0Mi of 6837Mi',
    ]);
  });

  test('has no share of nothing', () => {
    const odd = { ...node('node-a', []), cpu: { requested: 0, allocatable: 0 } };
    expect(nodeTable([odd])[1]).toMatch(/0 of 35 +- +0m of 0m/);
  });
});

describe('the minimum', () => {
  const minimum = { nodes: 2, fits: true, drained: [], misfits: [] };

  test('says how it was found out', () => {
    expect(minimumInWords({ ...minimum, how: 'scheduled' })).toContain('real scheduler');
    expect(minimumInWords({ ...minimum, how: 'computed' })).toContain('computed');
    expect(minimumInWords({ ...minimum, how: 'drained', drained: ['x', 'y'] })).toContain(
      'x and y drained by real evictions',
    );
  });

  test('says no, and counts one node as one', () => {
    const words = minimumInWords({ ...minimum, nodes: 1, fits: false, how: 'computed' });
    expect(words).toMatch(/^not everything fits on the minimum of 1 node:/);
  });
});

describe('the scale-down', () => {
  test('lists every blocker of every node', () => {
    expect(scaleDownTable(rehearsal())).toEqual([
      'scale-down, by its published rules: the autoscaler removes nodes that are used below 65% for 10m',
      'node-a  55%  stays: shop/a is a bare Pod',
      '                    is used too much',
      'node-b   5%  nothing blocks it: it can be removed',
    ]);
  });

  test('is titled without rules where there is no autoscaler', () => {
    const { scaleDown } = rehearsal();
    expect(scaleDownTable({ scaleDown })[0]).toBe('scale-down, by its published rules');
  });
});

describe('the whole report', () => {
  test('ends well when all is well', () => {
    const text = report(rehearsal());
    expect(text).toContain(
      'sock-shop: 65 objects applied (kubectl apply -f apps), 3 of 3 pods run',
    );
    expect(text).toContain('pods that wait: none');
    expect(text).toContain("the API server's warnings: none");
    expect(text).not.toContain('refused');
    expect(text).toMatch(/Kubernetes accepted everything\. It runs, and fits on the minimum\.$/);
  });

  test('gives the reasons of what waits or was refused, and the warnings', () => {
    const text = report(
      rehearsal({
        pending: [{ object: 'shop/a', reason: '0/2 nodes are available: 2 Insufficient cpu.' }],
        refused: [{ object: 'Deployment shop/b', reason: 'violates PodSecurity' }],
        applied: {
          command: 'kubectl apply -f apps',
          objects: 2,
          warnings: ['v1 Endpoints is deprecated'],
          errors: ['namespaces "shop" not found'],
        },
        minimum: { nodes: 2, fits: false, how: 'computed', drained: [], misfits: ['shop/a: cpu'] },
      }),
    );
    expect(text).toContain('  shop/a: 0/2 nodes are available: 2 Insufficient cpu.\n');
    expect(text).toContain('  Deployment shop/b: violates PodSecurity\n');
    expect(text).toContain('  v1 Endpoints is deprecated\n');
    expect(text).toContain('  namespaces "shop" not found\n');
    expect(text).toContain('  shop/a: cpu\n');
    expect(text).toMatch(/Not everything works: see above\.$/);
  });
});

describe('the report as JSON', () => {
  test('holds plain numbers, and each node’s blockers', () => {
    expect(JSON.parse(reportJson(rehearsal()))).toMatchObject({
      fine: true,
      nodes: [
        {
          name: 'node-a',
          pods: ['shop/a', 'shop/b'],
          maxPods: 35,
          cpu: { requested: 1065, allocatable: each.cpu, share: 1065 / each.cpu },
          scaleDown: { blockers: ['shop/a is a bare Pod', 'is used too much'] },
        },
        { name: 'node-b', scaleDown: { used: 0.05, blockers: [] } },
      ],
    });
  });

  test('names the kubeconfig only while there is one', () => {
    const place = { kubeconfig: '/there/kubeconfig', manifests: '/there', kubectl: 'kubectl' };
    expect(JSON.parse(reportJson(rehearsal(), place))).toMatchObject(place);
    expect(JSON.parse(reportJson(rehearsal()))).not.toHaveProperty('kubeconfig');
  });
});
