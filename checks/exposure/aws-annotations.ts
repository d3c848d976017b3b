import type { KubeObject } from '../../output/manifest.ts';
import { albController } from '../references/ingress-controllers.ts';
import { at, fields, list, text, textEntries } from '../values.ts';

const SERVICE = 'service.beta.kubernetes.io/aws-load-balancer-';
const RANGES = 'service.beta.kubernetes.io/load-balancer-source-ranges';
const INGRESS = 'alb.ingress.kubernetes.io/';

/** An object's annotations. */
export function annotationsOf(object: KubeObject): Readonly<Record<string, string>> {
  return Object.fromEntries(textEntries(at(object, 'metadata', 'annotations')));
}

/** What AWS makes of a Service of type LoadBalancer. */
export interface BalancedService {
  /** Who makes it: the cloud provider that EKS runs, or the AWS Load Balancer Controller. */
  readonly by: 'cloud provider' | 'controller';
  readonly kind: 'network' | 'classic';
  readonly internal: boolean;
  /** What may reach it; the whole Internet where nothing is written. */
  readonly from: readonly string[];
  readonly limited: boolean;
  readonly scheme?: string;
  readonly internalAnnotation?: string;
}

const everywhere = ['0.0.0.0/0'];

/** Reads a Service of type LoadBalancer as its load balancer's maker does. */
export function balancedService(service: KubeObject): BalancedService {
  const annotations = annotationsOf(service);
  const { loadBalancerClass, loadBalancerSourceRanges } = fields(service.spec);
  const type = annotations[`${SERVICE}type`];
  const scheme = annotations[`${SERVICE}scheme`];
  const internalAnnotation = annotations[`${SERVICE}internal`];
  const byController = loadBalancerClass !== undefined || type === 'external' || type === 'nlb-ip';
  const written = list(loadBalancerSourceRanges).map(String);
  const ranges = written.length > 0 ? written : splitRanges(annotations[RANGES]);
  return {
    by: byController ? 'controller' : 'cloud provider',
    kind: byController || type === 'nlb' ? 'network' : 'classic',
    internal: byController
      ? (scheme ?? (internalAnnotation === 'false' ? 'internet-facing' : 'internal')) === 'internal'
      : internalAnnotation !== undefined && !['', 'false'].includes(internalAnnotation),
    from: ranges.length > 0 ? ranges : everywhere,
    limited: ranges.length > 0,
    ...(scheme !== undefined && { scheme }),
    ...(internalAnnotation !== undefined && { internalAnnotation }),
  };
}

/** What the AWS Load Balancer Controller makes of an Ingress. */
export interface BalancedIngress {
  readonly internal: boolean;
  readonly from: readonly string[];
  readonly limited: boolean;
  /** Ingresses of one group share a load balancer. */
  readonly group?: string;
  readonly listeners: number;
}

/** Reads an Ingress of an ALB as the AWS Load Balancer Controller does. */
export function balancedIngress(ingress: KubeObject): BalancedIngress {
  const annotations = annotationsOf(ingress);
  const groups = annotations[`${INGRESS}security-groups`];
  const prefixes = annotations[`${INGRESS}security-group-prefix-lists`];
  const ranges = splitRanges(annotations[`${INGRESS}inbound-cidrs`]);
  const named = [groups, prefixes].flatMap((value) => (value ? [`what ${value} lets in`] : []));
  const from = [...ranges, ...named];
  const group = annotations[`${INGRESS}group.name`];
  return {
    internal: annotations[`${INGRESS}scheme`] !== 'internet-facing',
    from: from.length > 0 ? from : everywhere,
    limited: from.length > 0,
    ...(group !== undefined && { group }),
    listeners: listenersOf(annotations[`${INGRESS}listen-ports`]),
  };
}

/** Whether an Ingress is the AWS Load Balancer Controller's to serve. */
export function isAlb(ingress: KubeObject, albClasses: ReadonlySet<string>): boolean {
  const className =
    text(fields(ingress.spec).ingressClassName) ??
    annotationsOf(ingress)['kubernetes.io/ingress.class'];
  return className !== undefined && (className === 'alb' || albClasses.has(className));
}

/** The names of the IngressClasses that the AWS Load Balancer Controller serves. */
export function albClassesOf(objects: readonly KubeObject[]): ReadonlySet<string> {
  return new Set(
    objects.flatMap(({ kind, metadata, spec }) =>
      kind === 'IngressClass' && fields(spec).controller === albController
        ? [text(fields(metadata).name) ?? '']
        : [],
    ),
  );
}

function listenersOf(annotation: string | undefined): number {
  try {
    return Math.max(1, list(JSON.parse(annotation ?? '[]')).length);
  } catch {
    return 1;
  }
}

function splitRanges(value: string | undefined): string[] {
  return (value ?? '')
    .split(',')
    .map((range) => range.trim())
    .filter(Boolean);
}
