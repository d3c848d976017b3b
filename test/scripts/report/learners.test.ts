import { expect, test } from '@jest/globals';
import { capacityReport } from '../../../checks/capacity/report.ts';
import { expectedLearners } from '../../../config/learners/expected.ts';
import { learnersSection } from '../../../scripts/report/learners/learners-section.ts';
import { markup } from '../../../scripts/report/html/html.ts';
import { synthesize } from '../../../synth/synthesize.ts';
import { classOf } from '../../support/class.ts';
import { configOf } from '../../support/configs.ts';

test('every learner is listed with what is theirs, and how many there is room for', () => {
  const config = configOf({
    learners: classOf(9),
    nodes: { instanceType: 't3.xlarge', min: 2, desired: 2, max: 4 },
  });
  const subject = synthesize(config);
  const report = capacityReport(subject);
  const section = learnersSection(subject, report);
  const { text } = markup`${section?.lead}${section?.body}`;
  const plain = text.replaceAll('<wbr>', '');
  for (const { principal, namespace, nodePort, folder } of expectedLearners(config)) {
    for (const own of [principal, namespace, `>${nodePort}<`, folder]) expect(plain).toContain(own);
  }
  for (const { nodes, learners } of report?.prices ?? []) {
    expect(plain).toContain(`${learners} on ${nodes} nodes`);
  }
  expect(plain).toContain(`need at least ${report?.cohort?.nodes} nodes`);
  expect(plain).toContain('kubectl apply -f dist/sock-shop/learners');
});

test('without learners there is no such section', () => {
  expect(learnersSection(synthesize(configOf()), undefined)).toBeUndefined();
});
