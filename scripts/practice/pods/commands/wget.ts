import { allows } from '../../../../checks/network/evaluate.ts';
import { nameOf } from '../../../shared/live-objects.ts';
import { internetEnd } from '../../../shared/network/address-end.ts';
import { lookUp } from '../../../shared/network/names.ts';
import { podEnd } from '../../../shared/network/pod-end.ts';
import { throughService } from '../../../shared/network/reach.ts';
import { type Network, readNetwork } from '../../../shared/network/read.ts';
import { nodeAddress } from '../../../shared/node-address.ts';
import { type Command, notPlayed, type Setting } from './command.ts';

const OWN_ADDRESS = 'checkip.amazonaws.com';

/** Fetches a page of the cluster, or the one host outside that answers with the caller's own address. */
export const wget: Command = async (words, setting) => {
  const { url, host } = readWords(words);
  if (!url) return notPlayed(setting, 'of wget, practice plays `wget -qO- URL` with http alone');
  const network = await readNetwork(setting.api);
  const { pod } = setting.container;
  const fail = (said: string, because: string): number => {
    setting.streams.err.write(`wget: ${said}\npractice: ${because}\n`);
    return 1;
  };
  const meaning = lookUp(network, pod, url.hostname);
  if ('reached' in meaning) return fail(`bad address '${url.hostname}'`, meaning.because);
  const port = Number(url.port || 80);
  if ('outside' in meaning) return fromOutside(network, meaning.outside, host, port, setting, fail);
  const way = throughService(network, meaning.service, port, podEnd(pod, network.namespaces));
  if (!way.reached) {
    const said = way.how === 'refused' ? 'Connection refused' : 'Operation timed out';
    return fail(`can't connect to remote host: ${said}`, way.because);
  }
  const { pathname, search } = url;
  const answer = await setting.web.get(way.pod, way.port, `${pathname}${search}`, url.host);
  if (answer === undefined) {
    return fail('error getting response', `practice plays no page of ${nameOf(way.pod)}`);
  }
  if (answer.status >= 400) {
    return fail(`server returned error: HTTP/1.1 ${answer.status}`, way.because);
  }
  setting.streams.out.write(answer.body);
  return 0;
};

async function fromOutside(
  network: Network,
  outside: string,
  host: string | undefined,
  port: number,
  setting: Setting,
  fail: (said: string, because: string) => number,
): Promise<number> {
  const { pod } = setting.container;
  const caller = podEnd(pod, network.namespaces);
  const target = internetEnd(outside);
  const { allowed, because } = allows(network.policies, caller, target, port, 'TCP');
  if (!allowed) return fail("can't connect to remote host: Operation timed out", because);
  if (outside !== OWN_ADDRESS || (host ?? outside) !== OWN_ADDRESS) {
    const asked = host ?? outside;
    return fail('server returned error', `practice asks nobody outside, and plays no ${asked}`);
  }
  setting.streams.out.write(`${await addressOutside(setting)}\n`);
  return 0;
}

// What goes out to the Internet has the address of the pod's node.
async function addressOutside({ api, container }: Setting): Promise<string> {
  const { body } = await api('GET', `/api/v1/nodes/${container.pod.spec.nodeName}`);
  return nodeAddress(body, 'ExternalIP') ?? 'the address of the NAT gateway';
}

function readWords(words: readonly string[]): { url?: URL; host?: string } {
  let url: string | undefined;
  let host: string | undefined;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    const isHeader = word === '--header' || word.startsWith('--header=');
    const header = word === '--header' ? (words[(index += 1)] ?? '') : word.slice(9);
    if (isHeader) host = /^host:\s*(\S+)$/i.exec(header)?.[1] ?? host;
    else if (word === '-T' || word === '-O' || word === '--timeout') index += 1;
    else if (!word.startsWith('-')) url = word;
  }
  const whole = url === undefined || /^\w+:\/\//.test(url) ? url : `http://${url}`;
  if (whole === undefined || !URL.canParse(whole) || !whole.startsWith('http://')) return {};
  return { url: new URL(whole), ...(host !== undefined && { host }) };
}
