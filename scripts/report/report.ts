import { capacityReport } from '../../checks/capacity/report.ts';
import type { Synthesized } from '../../synth/synthesize.ts';
import { callsSection } from './calls/calls-section.ts';
import { capacitySection } from './capacity/capacity-section.ts';
import { costSection } from './cost/cost-section.ts';
import { createdSection } from './created/created-section.ts';
import { exercisesSection } from './exercises/exercises-section.ts';
import { exposureSection } from './exposure/exposure-section.ts';
import { markup } from './html/html.ts';
import type { Section } from './html/section.ts';
import { learnersSection } from './learners/learners-section.ts';
import { nextSection } from './next-section.ts';
import { overview } from './overview.ts';
import { page } from './page.ts';
import { rolesSection } from './roles/roles-section.ts';
import { versionsSection } from './versions/versions-section.ts';

/** A cluster as one page of HTML: the same bytes for the same cluster file. */
export function clusterPage(subject: Synthesized): string {
  const { config } = subject;
  const capacity = capacityReport(subject);
  const sections: readonly (Section | undefined)[] = [
    nextSection(subject),
    exercisesSection(subject),
    capacity && costSection(capacity),
    createdSection(subject),
    learnersSection(subject, capacity),
    capacity && capacitySection(subject, capacity),
    callsSection(subject),
    exposureSection(subject),
    rolesSection(subject),
    versionsSection(subject),
  ];
  return page({
    title: `${config.name} – EKS cluster`,
    header: overview(config, capacity),
    sections: sections.filter((section) => section !== undefined),
    madeFrom: `clusters/${config.name}.yaml`,
    footer: markup`<p>Made by <code>npm run report</code> from clusters/${config.name}.yaml. <code>npm run capacity</code> and <code>npm run exposure</code> print the same figures. This page knows nothing of what is on AWS now: it asked nobody.</p>`,
  });
}
