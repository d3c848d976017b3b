import { recommendedLabels } from '../common/labels.ts';
import type { OutsideCall } from '../common/network-policy.ts';

/** The Pod's labels; `app` is the one that the exercises' Services select. */
export const jenkinsLabels = { app: 'jenkins', ...recommendedLabels({ name: 'jenkins' }) };

export const JENKINS_PORT = 8080;

/** Its plugins come from the Internet: without them, its first page says that it is offline. */
export const jenkinsCalls: readonly OutsideCall[] = [{ from: 'jenkins', port: 443 }];

export const jenkinsNamespaceLabels = recommendedLabels({ partOf: 'jenkins' });

/** What Jenkins asks for. Java takes a quarter of the limit as its heap: 512Mi. */
export const jenkinsSize = { cpu: '500m', memory: '1Gi', memoryLimit: '2Gi' };
