import { describe, expect, test } from '@jest/globals';
import { lookAround } from '../../../scripts/rehearse/look-around.ts';
import { rehearsal } from './samples.ts';

const place = { kubeconfig: '/there/kubeconfig', manifests: '/there/none', kubectl: '/it/kubectl' };

describe('the lines to look around with', () => {
  test('name the kubeconfig, and drain a node that nothing blocks', () => {
    const text = lookAround(rehearsal(), place);
    expect(text).toMatch(/KUBECONFIG=\/there\/kubeconfig \S*kubectl get pods -A/);
    expect(text).toContain('drain node-b ');
    expect(text).toContain('KUBECONFIG=/there/kubeconfig k9s');
  });

  test('leave out exercises that there are none of', () => {
    expect(lookAround(rehearsal(), place)).not.toContain('exercises');
  });
});
