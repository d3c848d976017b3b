import { dnsAddress, serviceRanges } from '../../../../tables/service-ranges.ts';
import { mountedFiles } from '../container/files.ts';
import { imageName } from '../container/container.ts';
import { jenkinsPassword } from '../password.ts';
import type { Command, Setting } from './command.ts';

const JENKINS_PASSWORD = '/var/jenkins_home/secrets/initialAdminPassword';

/** Prints files: those of ConfigMaps and Secrets, and the few that practice knows. */
export const cat: Command = async (words, setting) => {
  const files = await filesOf(setting);
  let code = 0;
  for (const path of words.filter((word) => !word.startsWith('-'))) {
    const file = files.get(path);
    if (file !== undefined) setting.streams.out.write(file);
    else {
      const known = [...files.keys()].join(', ');
      setting.streams.err.write(
        `cat: ${path}: No such file. Practice plays these files alone: ${known}\n`,
      );
      code = 1;
    }
  }
  return code;
};

async function filesOf({ api, container }: Setting): Promise<ReadonlyMap<string, string>> {
  const { pod, image } = container;
  const { name, namespace = '' } = pod.metadata;
  const search = ['svc.cluster.local', 'cluster.local'];
  const files = new Map([
    ['/etc/hostname', `${name}\n`],
    [
      '/etc/resolv.conf',
      `search ${[`${namespace}.${search[0]}`, ...search].join(' ')}\nnameserver ${dnsAddress(serviceRanges[0])}\noptions ndots:5\n`,
    ],
    ...(await mountedFiles(api, container)),
  ]);
  if (imageName(image) === 'jenkins/jenkins') {
    files.set(JENKINS_PASSWORD, `${await jenkinsPassword(api, namespace)}\n`);
  }
  return files;
}
