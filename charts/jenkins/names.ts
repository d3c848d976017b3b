import { recommendedLabels } from '../common/labels.ts';

/** The Pod's labels; `app` is the one that the exercises' Services select. */
export const jenkinsLabels = { app: 'jenkins', ...recommendedLabels({ name: 'jenkins' }) };

export const JENKINS_PORT = 8080;

export const jenkinsNamespaceLabels = recommendedLabels({ partOf: 'jenkins' });

/** What Jenkins asks for. Java takes a quarter of the limit as its heap: 512Mi. */
export const jenkinsSize = { cpu: '500m', memory: '1Gi', memoryLimit: '2Gi' };
