import { ClusterAutoscaler } from './cluster-autoscaler/cluster-autoscaler.ts';
import type { LoadBalancer } from './common/load-balancer.ts';
import { Configuration, settingsSecret } from './concepts/configuration.ts';
import { ExternalName } from './concepts/external-name.ts';
import { RollingUpdate } from './concepts/rolling-update.ts';
import { Scaling } from './concepts/scaling.ts';
import { Sidecar } from './concepts/sidecar.ts';
import { type Entry, file, type OwnCharts } from './file.ts';
import { FluxKustomizations } from './flux/kustomizations.ts';
import { FluxSource } from './flux/source.ts';
import { Alb } from './ingress/alb.ts';
import { ingressControllers } from './ingress/controllers.ts';
import { IngressNginx } from './ingress/ingress-nginx.ts';
import { Nginx } from './ingress/nginx.ts';
import { Jenkins, type JenkinsProps } from './jenkins/jenkins.ts';
import {
  JenkinsService,
  type JenkinsServiceProps,
  type JenkinsServiceType,
} from './jenkins/jenkins-service.ts';
import { Learner } from './learners/learner.ts';
import { ownCharts } from '#own-charts';
import { FRONT_END, SOCK_SHOP } from './sock-shop/names.ts';
import { catalogueSecret, SockShop } from './sock-shop/sock-shop.ts';
import { SockShopIngress } from './sock-shop/sock-shop-ingress.ts';
import type { Entrances } from './sock-shop/network-policies.ts';
import { STORAGE_CLASS, StorageClass } from './storage/storage-class.ts';
import { DIST } from '../config/places.ts';
import type { ClusterConfig } from '../config/schema.ts';
import { isPersistent } from '../config/zones.ts';
import { learnerFolder } from '../config/learners/files.ts';
import { exerciseNamespace, learnerGroup } from '../config/learners/names.ts';
import { learnerPortsOf } from '../config/learners/node-port.ts';
import { foldersByFlux, isByFlux, pathInRepository } from './flux/by-flux.ts';
import type { OutputFile, Prerequisite } from '../output/manifest.ts';
import { apiServerAddress, serviceRanges } from '../tables/service-ranges.ts';

/**
 * Which files a cluster has. kubectl reads a folder in byte order, hence the numbers: what others need comes
 * first. A chart of your own is a folder in charts/ and one line in own.ts.
 */
export function layout(config: ClusterConfig, charts: OwnCharts = ownCharts): Entry[] {
  const { ingress, jenkins, sockShop } = config;
  const ports = learnerPortsOf(config);
  return [
    file('platform/cluster-autoscaler', ClusterAutoscaler, autoscaler(config)),
    ...ingressEntries(config),
    ...when(isPersistent(config), [file('platform/storage-class', StorageClass, {})]),
    ...when(sockShop.enabled, [file('apps/1-sock-shop', SockShop, shop(config))]),
    ...when(sockShop.enabled && ingress.controller !== 'none', [
      file('apps/2-sock-shop-ingress', SockShopIngress, shopIngress(config)),
    ]),
    ...when(jenkins.enabled, [
      jenkinsPod(config, 'jenkins/1-jenkins', own(config)),
      ...(jenkins.service === 'none'
        ? []
        : [jenkinsService(config, 'jenkins/2-jenkins-service', jenkins.service)]),
      exercise(jenkinsService(config, 'exercises/3-service-clusterip', 'ClusterIP')),
      exercise(jenkinsService(config, 'exercises/4-service-nodeport', 'NodePort')),
      exercise(jenkinsService(config, 'exercises/5-service-loadbalancer', 'LoadBalancer')),
    ]),
    ...config.learners.flatMap((learner, index) => learnerEntries(config, learner, ports[index]!)),
    ...conceptEntries(config).map(exercise),
    ...charts(config),
  ];
}

/** What tells Flux to apply a cluster's files; nothing where the cluster file names no repository. */
export function fluxLayout({ name, flux }: ClusterConfig, files: readonly OutputFile[]): Entry[] {
  const { url } = flux;
  if (!url) return [];
  const folders = foldersByFlux(flux, files);
  const root = `./${pathInRepository(flux, DIST, name)}`;
  return [
    file('flux/1-source', FluxSource, { ...flux, url, name }),
    file('flux/2-kustomizations', FluxKustomizations, { ...flux, url, name, root, folders }),
  ];
}

/** What a person creates by a command of their own before the cluster's pods can start. */
export function prerequisites(config: ClusterConfig): Prerequisite[] {
  return isPersistent(config) ? [catalogueSecret] : [];
}

function ingressEntries(config: ClusterConfig): Entry[] {
  const { registry } = config.images;
  const shared = {
    registry,
    loadBalancer: loadBalancer(config),
    traffic: { from: comingFrom(config), apiServer: apiServer(config), backends: backends(config) },
  };
  switch (config.ingress.controller) {
    case 'nginx':
      return [
        file('platform/ingress-controller', Nginx, {
          ...shared,
          withoutHost: !config.ingress.host,
        }),
      ];
    case 'ingress-nginx':
      return [
        file('platform/ingress-controller', IngressNginx, shared, [
          'kubernetes/ingress-nginx was retired in March 2026 and gets no security fixes: learn from it, do not',
          'rely on it. ingress.controller: nginx is the one that is maintained.',
        ]),
      ];
    case 'alb':
      return [
        file('platform/ingress-class', Alb, {}, [
          'The controller itself is installed by helm, once the cluster is there: see docs/ingress.md.',
        ]),
      ];
    case 'none':
      return [];
  }
}

// Each shows one concept of Kubernetes, and is applied by itself.
function conceptEntries({ images: { registry }, vpc }: ClusterConfig): Entry[] {
  return [
    {
      ...file('exercises/concept-configuration', Configuration, { registry }, [
        'Its pod waits for a Secret, which is made by hand once this file is applied:',
        settingsSecret.command,
      ]),
      prerequisites: [settingsSecret],
    },
    file('exercises/concept-sidecar', Sidecar, { registry }),
    file('exercises/concept-external-name', ExternalName, { registry, vpc: vpc.cidr }),
    file('exercises/concept-rolling-update-1', RollingUpdate, { registry, maxMemory: '16mb' }),
    file('exercises/concept-rolling-update-2', RollingUpdate, { registry, maxMemory: '32mb' }),
    file('exercises/concept-scaling', Scaling, { registry }),
  ];
}

function autoscaler({ name, region, kubernetes, images, manifestsOnly }: ClusterConfig) {
  return {
    cluster: name,
    region,
    kubernetes,
    registry: images.registry,
    ownServiceAccount: manifestsOnly,
  };
}

function shop(config: ClusterConfig) {
  const { sockShop, images } = config;
  return {
    storageClass: isPersistent(config) ? STORAGE_CLASS : null,
    frontEndReplicas: sockShop.frontEndReplicas,
    nodePort: sockShop.nodePort,
    entrances: entrances(config),
    registry: images.registry,
  };
}

// A node port's requests come from its clients or, forwarded between nodes, from the VPC; an ALB's from the VPC.
function entrances({ ingress, sockShop, vpc, access }: ClusterConfig): Entrances {
  const { controller } = ingress;
  const behindNginx = controller === 'nginx' || controller === 'ingress-nginx';
  return {
    ...(behindNginx && { namespace: ingressControllers[controller].namespace }),
    ranges: [
      ...(sockShop.nodePort || controller === 'alb' ? [vpc.cidr] : []),
      ...(sockShop.nodePort ? access.from : []),
    ],
  };
}

// Of a cluster that eksctl did not make, no address is known.
const ANYWHERE = '0.0.0.0/0';

// What comes through a node or a load balancer has an address of the VPC, or still its client's.
function comingFrom({ vpc, access, manifestsOnly }: ClusterConfig): string[] {
  return manifestsOnly ? [ANYWHERE] : [...new Set([vpc.cidr, ...access.from])];
}

// As pods call it, and as it answers from the VPC: network plugins judge by the one address or the other.
function apiServer({ vpc, manifestsOnly }: ClusterConfig) {
  return manifestsOnly
    ? { ranges: [ANYWHERE], ports: [443, 6443] }
    : { ranges: [vpc.cidr, ...serviceRanges.map(apiServerAddress)], ports: [443] };
}

function backends({ sockShop }: ClusterConfig) {
  const { name, containerPort } = FRONT_END;
  return sockShop.enabled ? [{ namespace: SOCK_SHOP, labels: { name }, port: containerPort }] : [];
}

function shopIngress({ ingress, access }: ClusterConfig) {
  const controller = ingress.controller === 'none' ? 'nginx' : ingress.controller;
  return { controller, host: ingress.host, sourceRanges: access.from };
}

// The instructor applies the namespace; the exercises are the learner's own to apply, one file at a time.
function learnerEntries(
  config: ClusterConfig,
  { name, principal }: ClusterConfig['learners'][number],
  nodePort: number,
): Entry[] {
  const namespace = exerciseNamespace(name);
  const place: JenkinsPlace = {
    namespace,
    traffic: null,
    byFlux: false,
    nodePort,
    // Among many, the port that Kubernetes picked for a load balancer might be another learner's.
    balancedOnNodePort: true,
  };
  const folder = learnerFolder(name);
  return [
    file(
      `learners/${name}`,
      Learner,
      {
        namespace,
        group: learnerGroup(name),
        traffic: jenkinsTraffic(config),
      },
      [
        `For ${principal}. A learner who deletes the namespace cannot create it again: then apply this file.`,
      ],
    ),
    exercise(
      jenkinsPod(config, `${folder}/1-jenkins`, place, [
        'Before the first file, once:',
        `aws eks update-kubeconfig --name ${config.name} --region ${config.region}`,
        `kubectl config set-context --current --namespace ${namespace}`,
      ]),
    ),
    exercise(jenkinsService(config, `${folder}/3-service-clusterip`, 'ClusterIP', place)),
    exercise(jenkinsService(config, `${folder}/4-service-nodeport`, 'NodePort', place)),
    exercise(jenkinsService(config, `${folder}/5-service-loadbalancer`, 'LoadBalancer', place)),
  ];
}

/** Whose Jenkins it is. */
type JenkinsPlace = Omit<JenkinsProps, 'registry'> &
  Pick<JenkinsServiceProps, 'nodePort' | 'balancedOnNodePort'>;

function own(config: ClusterConfig): JenkinsPlace {
  return {
    namespace: exerciseNamespace(config.owner),
    traffic: jenkinsTraffic(config),
    byFlux: isByFlux(config.flux, 'jenkins'),
    nodePort: config.jenkins.nodePort,
  };
}

function jenkinsTraffic(config: ClusterConfig) {
  return { from: comingFrom(config), vpc: config.vpc.cidr };
}

function jenkinsPod(
  { images }: ClusterConfig,
  path: string,
  { namespace, traffic, byFlux }: JenkinsPlace,
  comments?: readonly string[],
): Entry {
  const { registry } = images;
  const props = { namespace, traffic, byFlux, registry };
  return file(path, Jenkins, props, comments);
}

function jenkinsService(
  config: ClusterConfig,
  path: string,
  type: JenkinsServiceType,
  { namespace, nodePort, balancedOnNodePort }: JenkinsPlace = own(config),
): Entry {
  const props = { namespace, type, nodePort, balancedOnNodePort };
  return file(path, JenkinsService, { ...props, loadBalancer: loadBalancer(config) });
}

function loadBalancer({ access, ingress }: ClusterConfig): LoadBalancer {
  return { sourceRanges: access.from, byController: ingress.controller === 'alb' };
}

function exercise(entry: Entry): Entry {
  return { ...entry, alternative: true };
}

function when(condition: boolean, entries: Entry[]): Entry[] {
  return condition ? entries : [];
}
