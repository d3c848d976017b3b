/** The day on which the tags were looked for in what registries and public lists tell. */
export const imagesRead = '2026-11-29';

// Every image, without its registry's prefix for a mirror (see charts/common/image.ts).
// The cluster-autoscaler goes by Kubernetes minor version: see kubernetes.ts.
export const images = {
  // SockShop's own images have had no release since 2018 to 2021: these are the last ones.
  carts: 'weaveworksdemos/carts:0.4.8',
  catalogue: 'weaveworksdemos/catalogue:0.3.5',
  catalogueDb: 'weaveworksdemos/catalogue-db:0.3.0',
  frontEnd: 'weaveworksdemos/front-end:0.3.12',
  orders: 'weaveworksdemos/orders:0.4.7',
  payment: 'weaveworksdemos/payment:0.4.3',
  queueMaster: 'weaveworksdemos/queue-master:0.3.1',
  shipping: 'weaveworksdemos/shipping:0.4.8',
  user: 'weaveworksdemos/user:0.4.7',
  // 0.3.0 in upstream's manifests, 0.4.0 in its helm chart, its compose file and the chapter's repository.
  userDb: 'weaveworksdemos/user-db:0.4.0',

  // Upstream leaves mongo untagged. From 6 on it no longer answers the shop's old drivers (OP_QUERY), and from
  // 5 on it needs AVX: microservices-demo issues 875, 900, 906. 4.4.30 closes CVE-2025-14847, by which anybody could
  // read memory. It was on Docker Hub's list of official tags for a day; the tag stays, and others pin and run it.
  // renovate: datasource=docker depName=mongo hold=4.4
  mongo: 'mongo:4.4.30',
  // renovate: datasource=docker depName=redis hold=7
  redis: 'redis:7.4.11-alpine',
  rabbitmq: 'rabbitmq:3.6.8-management',
  // The last tag of a project that has ended; it speaks RabbitMQ 3.
  rabbitmqExporter: 'kbudde/rabbitmq-exporter:1.0.0',

  // renovate: datasource=docker depName=jenkins/jenkins
  jenkins: 'jenkins/jenkins:2.580.1-lts-jdk21',

  // renovate: datasource=docker depName=nginx/nginx-ingress
  nginxIngress: 'nginx/nginx-ingress:5.6.3',
  // Retired: there will be no other, so it has its digest.
  ingressNginx:
    'registry.k8s.io/ingress-nginx/controller:v1.15.1@sha256:594ceea76b01c592858f803f9ff4d2cb40542cae2060410b2c95f75907d659e1',
} as const;

export type ImageName = keyof typeof images;

/** The name of the autoscaler's image; its tag is in kubernetes.ts. */
export const autoscalerImage = 'registry.k8s.io/autoscaling/cluster-autoscaler';

// The AWS Load Balancer Controller that ingress.controller: alb is written for, and its helm chart.
// renovate: datasource=helm depName=aws-load-balancer-controller registryUrl=https://aws.github.io/eks-charts
export const loadBalancerControllerChart = '3.6.0';
