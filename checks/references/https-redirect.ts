import { albRedirect, type HttpsRedirect, httpsRedirects } from '../../tables/https-redirects.ts';
import { type About, check, type Finding, type Subject } from '../check.ts';
import { findingsOf } from '../finding.ts';
import { type Index, indexOf } from '../index-of.ts';
import type { Located } from '../located.ts';
import { at, fields, list, show, text } from '../values.ts';
import {
  albController,
  type ControllerName,
  controllerIds,
  type IngressController,
  ingressControllersOf,
  ingressesOf,
  namedBy,
} from './ingress-controllers.ts';

const about: About = {
  id: 'https-redirect',
  severity: 'broken',
  why: 'The controller redirects visitors to https, where there is no certificate for them.',
  remedy: 'Add a certificate, or turn the redirect off.',
};
const finding = findingsOf(about);

export const httpsRedirect = check(about, (subject) => {
  const index = indexOf(subject);
  return [
    ...(Object.keys(controllerIds) as ControllerName[]).flatMap((name) =>
      ingressesOf(index, controllerIds[name]).flatMap((ingress) => byNginx(subject, ingress, name)),
    ),
    ...byAlb(ingressesOf(index, albController)),
  ];
});

function byNginx(subject: Subject, ingress: Located, name: ControllerName): Finding[] {
  const facts = httpsRedirects[name];
  const controller = ingressControllersOf(subject).find((one) => one.name === name);
  const redirects = redirectsOf(ingress, facts, settingsOf(indexOf(subject), controller, facts));
  if (redirects === 'never') return [];
  const has = (flag: string) => controller?.flags.has(flag) ?? false;
  const { rules, tls } = fields(ingress.object.spec);
  return list(rules).flatMap((rule, r) => {
    const host = text(at(rule, 'host'));
    const entry = list(tls).findIndex((one) => host !== undefined && hostsOf(one).includes(host));
    const problem = host
      ? ofHost({ entry, hasSecret: Boolean(at(tls, entry, 'secretName')) }, facts, redirects, has)
      : withoutHost(facts, redirects, has);
    if (!problem) return [];
    const [annotation] = redirects === 'always' ? [facts.forced?.annotation] : facts.annotations;
    return [
      finding(ingress, {
        path: problem.inTls ? `spec.tls[${entry}]` : `spec.rules[${r}]`,
        value: host,
        message: `${problem.message}: its visitors are redirected to https, and ${facts.browserMeets}`,
        fix: `write the annotation ${annotation}: "false", or ${problem.or}`,
        absent: controller ? undefined : true,
      }),
    ];
  });
}

type Redirects = 'never' | 'with TLS' | 'always';

function redirectsOf(
  ingress: Located,
  { annotations, configKey, forced }: HttpsRedirect,
  settings: Readonly<Record<string, unknown>>,
): Redirects {
  const always = forced && (annotationOf(ingress, forced.annotation) ?? settings[forced.configKey]);
  if (isTrue(always)) return 'always';
  const [own] = annotations.flatMap((key) => annotationOf(ingress, key) ?? []);
  return isTrue(own ?? settings[configKey] ?? 'true') ? 'with TLS' : 'never';
}

interface Problem {
  readonly message: string;
  readonly or: string;
  readonly inTls?: boolean;
}

type HasFlag = (flag: string) => boolean;

function ofHost(
  tls: { readonly entry: number; readonly hasSecret: boolean },
  facts: HttpsRedirect,
  redirects: Redirects,
  has: HasFlag,
): Problem | undefined {
  if (tls.hasSecret) return undefined;
  if (tls.entry >= 0) {
    return has(facts.flagWithoutSecret)
      ? undefined
      : { message: 'has no secretName', or: 'name the Secret with its certificate', inTls: true };
  }
  return redirects === 'always' && !has(facts.flagWithoutSecret)
    ? { message: 'has a host that is not in spec.tls', or: 'give the host a certificate there' }
    : undefined;
}

function withoutHost(
  facts: HttpsRedirect,
  redirects: Redirects,
  has: HasFlag,
): Problem | undefined {
  if (has(facts.flagWithoutHost)) return undefined;
  if (!facts.withoutHost && redirects !== 'always') return undefined;
  const or = `run the controller with -${facts.flagWithoutHost}`;
  return { message: 'has no host, and so no certificate', or };
}

function settingsOf(
  index: Index,
  controller: IngressController | undefined,
  { configFlag }: HttpsRedirect,
): Readonly<Record<string, unknown>> {
  const named = controller && namedBy(controller, configFlag);
  return fields(named && index.find('ConfigMap', named.namespace, named.name)?.object.data);
}

function byAlb(ingresses: readonly Located[]): Finding[] {
  return ingresses.flatMap((ingress) => {
    const port = annotationOf(ingress, albRedirect.annotation);
    if (port === undefined) return [];
    const group = annotationOf(ingress, albRedirect.group);
    const members = group
      ? ingresses.filter((one) => annotationOf(one, albRedirect.group) === group)
      : [ingress];
    if (members.some((one) => httpsPorts(one).includes(Number(port)))) return [];
    return [
      finding(ingress, {
        path: `metadata.annotations[${JSON.stringify(albRedirect.annotation)}]`,
        value: port,
        message:
          'is a port on which nothing listens for https: the controller makes no load balancer',
        fix: `write ${albRedirect.listenPorts}: '[{"HTTP": 80}, {"HTTPS": ${port}}]' and ${albRedirect.certificates}, or remove the redirect`,
      }),
    ];
  });
}

// What cannot be read is the controller's to refuse.
function httpsPorts(ingress: Located): number[] {
  const written = annotationOf(ingress, albRedirect.listenPorts);
  if (written === undefined) return annotationOf(ingress, albRedirect.certificates) ? [443] : [];
  try {
    return list(JSON.parse(written)).flatMap((entry) => {
      const port = at(entry, 'HTTPS');
      return typeof port === 'number' ? [port] : [];
    });
  } catch {
    return [];
  }
}

function annotationOf({ object }: Located, key: string): string | undefined {
  return text(at(object, 'metadata', 'annotations', key));
}

const hostsOf = (entry: unknown): string[] =>
  list(at(entry, 'hosts')).flatMap((host) => text(host) ?? []);

// Both controllers read these as Go does.
const isTrue = (written: unknown): boolean =>
  ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(show(written));
