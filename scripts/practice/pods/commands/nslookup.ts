import { dnsAddressOf, lookUp } from '../../../shared/network/names.ts';
import { readNetwork } from '../../../shared/network/read.ts';
import { type Command, notPlayed } from './command.ts';

/** Looks a name up by the cluster's Services, as the policies let this pod. */
export const nslookup: Command = async (words, setting) => {
  const { out, err } = setting.streams;
  const [host, ...more] = words.filter((word) => !word.startsWith('-'));
  if (host === undefined || more.length > 0) {
    return notPlayed(setting, 'of nslookup, practice plays `nslookup NAME` alone');
  }
  const network = await readNetwork(setting.api);
  const meaning = lookUp(network, setting.container.pod, host);
  const server = dnsAddressOf(network);
  if ('reached' in meaning && meaning.how === 'silent') {
    err.write(
      `;; connection timed out; no servers could be reached\npractice: ${meaning.because}\n`,
    );
    return 1;
  }
  out.write(`Server:\t\t${server}\nAddress:\t${server}:53\n\n`);
  if ('reached' in meaning) {
    out.write(`** server can't find ${host}: NXDOMAIN\n`);
    err.write(`practice: ${meaning.because}\n`);
    return 1;
  }
  if ('service' in meaning) {
    out.write(`Name:\t${host}\nAddress: ${meaning.service.spec.clusterIP}\n`);
    return 0;
  }
  if (meaning.through) out.write(`${host}\tcanonical name = ${meaning.outside}\n`);
  out.write(`Name:\t${meaning.outside}\n`);
  err.write('practice: on AWS, the addresses of this host follow. Practice asks nobody outside.\n');
  return 0;
};
