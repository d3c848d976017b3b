import { describe, expect, test } from '@jest/globals';
import type { Subject } from '../../../checks/check.ts';
import { exposedOf } from '../../../checks/exposure/exposed.ts';
import { exposureGraph } from '../../../scripts/report/exposure/exposure-graph.ts';
import { roleGrants } from '../../../scripts/report/roles/role-grants.ts';
import { rolesGraph } from '../../../scripts/report/roles/roles-graph.ts';
import { synthesize } from '../../../synth/synthesize.ts';
import { configOf } from '../../support/configs.ts';
import { deployment, service, subjectOf } from '../../support/subjects.ts';

/** So many namespaces with a pod and its node port. */
function classOf(count: number): Subject {
  const objects = Array.from({ length: count }, (_, index) => [
    deployment({ namespace: `n${index}-bc-svc` }),
    service(
      { type: 'NodePort', ports: [{ port: 80, targetPort: 8080, nodePort: 32000 + index }] },
      'web',
      `n${index}-bc-svc`,
    ),
  ]);
  return subjectOf(objects.flat());
}

describe('entrances that are alike', () => {
  const boxesOf = (count: number) => {
    const subject = classOf(count);
    return exposureGraph(subject, exposedOf(subject)).nodes.map(({ title, detail }) => [
      title,
      detail,
    ]);
  };

  test('are drawn one by one while they are few', () => {
    expect(boxesOf(3)).toHaveLength(7);
    expect(boxesOf(3)).toContainEqual(['NodePort 32000', 'n0-bc-svc/web']);
  });

  test('are drawn as one when they are many', () => {
    expect(boxesOf(60)).toEqual([
      ['the VPC', undefined],
      ['NodePort (60 ports)', 'web in 60 namespaces'],
      ['web', 'in 60 namespaces'],
    ]);
  });
});

describe('people with the same rights', () => {
  const graphOf = (count: number) => {
    const admins = Array.from(
      { length: count },
      (_, index) => `arn:aws:iam::111122223333:user/person-${index}`,
    );
    const config = configOf({ access: { from: ['203.0.113.10/32'], admins } });
    return rolesGraph(roleGrants(synthesize(config)));
  };

  test('are drawn one by one while they are few', () => {
    const titles = graphOf(3).nodes.map(({ title }) => title);
    expect(titles).toContain('user/person-0');
    expect(titles).toContain('user/person-2');
  });

  test('are drawn as one when they are many', () => {
    const { nodes, edges } = graphOf(12);
    expect(nodes.map(({ title }) => title)).toContain('12 IAM users and roles');
    expect(nodes.filter(({ title }) => title.startsWith('user/'))).toEqual([]);
    const policy = nodes.find(({ title }) => title === 'AmazonEKSClusterAdminPolicy');
    expect(edges.filter(({ to }) => to === policy?.id)).toHaveLength(2);
  });
});
