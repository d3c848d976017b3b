import { nodeGroupsOf } from './node-group.ts';
import { type Place, type Problem, rule } from './place.ts';

export const launchTemplate = rule(
  {
    id: 'eksctl/launch-template',
    severity: 'refused',
    why: 'A group with a launch template takes these settings from the template only.',
    remedy: 'Write the setting in the launch template, or leave launchTemplate out.',
  },
  look,
);

function* look(cluster: Place): Generator<Problem> {
  for (const { place, managed } of nodeGroupsOf(cluster)) {
    const template = place.at('launchTemplate');
    if (!managed || !template.isSet) continue;
    const version = template.at('version');
    if (version.isSet && typeof version.value === 'string' && !isVersion(version.text)) {
      yield {
        at: version,
        message: `${JSON.stringify(version.text)} is not a version of a launch template`,
        allowed: 'a whole number from 1 as a string, as "3"',
        fix: /^\$?(default|Default)$/.test(version.text)
          ? 'leave it out for the default'
          : undefined,
      };
    }
    for (const at of refused(place)) {
      yield {
        at,
        message: 'eksctl accepts no such setting beside a launch template',
        fix: 'set it in the template',
      };
    }
    for (const at of ignored(place)) {
      yield {
        at,
        message: 'eksctl ignores this setting beside a launch template',
        fix: 'set it in the template',
      };
    }
  }
}

function isVersion(text: string): boolean {
  return /^\+?\d+$/.test(text) && Number(text) >= 1;
}

function refused(place: Place): Place[] {
  const ssh = place.at('ssh');
  const keys = ['publicKey', 'publicKeyName', 'publicKeyPath'].map((key) => ssh.at(key));
  const plain = [
    'instanceType',
    'ami',
    'volumeSize',
    'volumeName',
    'volumeEncrypted',
    'volumeKmsKeyID',
    'preBootstrapCommands',
    'overrideBootstrapCommand',
    'instanceName',
    'instancePrefix',
    'maxPodsPerNode',
    'disablePodIMDS',
    'placement',
  ].map((key) => place.at(key));
  const set = [
    ...plain,
    ...['allow', 'enableSsm', 'sourceSecurityGroupIds'].map((key) => ssh.at(key)),
    ...(ssh.at('allow').isOff ? [] : keys),
    place.at('securityGroups', 'attachIDs'),
  ].filter((at) => !at.isEmpty && !at.isOff && at.value !== 0);
  return place.at('disableIMDSv1').isOff ? [...set, place.at('disableIMDSv1')] : set;
}

function ignored(place: Place): Place[] {
  return [
    'volumeType',
    'volumeIOPS',
    'volumeThroughput',
    'additionalVolumes',
    'ebsOptimized',
    'enableDetailedMonitoring',
    'bottlerocket',
  ]
    .map((key) => place.at(key))
    .filter((at) => !at.isEmpty);
}
