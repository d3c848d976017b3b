/** What an image needs at run time, which no manifest says and no API server checks. */
export interface ImageFacts {
  /** The image's user: a number, or a name that runAsNonRoot can't judge. */
  readonly user: number | string;
  /** Folders that it writes to while it runs. */
  readonly writes: readonly string[];
  /** Folders that the image declares as volumes: the runtime makes them writable by itself. */
  readonly volumes: readonly string[];
  /** Whether its program carries the file capability to listen below port 1024; undefined: unknown. */
  readonly bindsLowPorts?: boolean;
  /** Whether a shell starts its program: it then has that capability only where it may gain privileges. */
  readonly startedByShell?: boolean;
  /** Hosts that its program calls by names that are built into it. */
  readonly calls?: readonly Call[];
  /** Where this was read. */
  readonly source: string;
  /** Whether it was read in the source of the very version that is used here. */
  readonly verified: boolean;
}

/** A call that an image's program makes, to a Service's name and port. */
export interface Call {
  readonly host: string;
  readonly port: number;
}

const at80 = (...hosts: string[]): Call[] => hosts.map((host) => ({ host, port: 80 }));
const mongoAt = (host: string): Call => ({ host, port: 27017 });
const queue: Call = { host: 'rabbitmq', port: 5672 };

const shop = 'microservices-demo, at the tag that is used';
const java = {
  user: 10001,
  // Tomcat's work folder.
  writes: ['/tmp'],
  volumes: [],
  bindsLowPorts: true,
  startedByShell: true,
  // Every version of the base says the same of these, but which one `latest` was is told nowhere.
  source: `${shop}: docker/*/Dockerfile; microservices-demo/msd-java, whose tag there is latest`,
  verified: false,
} as const;
const go = {
  user: 10001,
  writes: [],
  volumes: [],
  bindsLowPorts: true,
  source: `${shop}: docker/*/Dockerfile-release`,
  verified: true,
} as const;

/** Facts by image name, without the registry. */
export const imageFacts: Readonly<Record<string, ImageFacts>> = {
  'weaveworksdemos/carts': { ...java, calls: [mongoAt('carts-db')] },
  'weaveworksdemos/orders': {
    ...java,
    calls: [mongoAt('orders-db'), ...at80('carts', 'user', 'payment', 'shipping')],
  },
  'weaveworksdemos/shipping': { ...java, calls: [queue] },
  'weaveworksdemos/queue-master': { ...java, user: 'root', calls: [queue] },
  'weaveworksdemos/catalogue': { ...go, calls: [{ host: 'catalogue-db', port: 3306 }] },
  'weaveworksdemos/payment': go,
  // Its database's name is a setting: see its arguments and variables.
  'weaveworksdemos/user': go,
  'weaveworksdemos/front-end': {
    // Without SESSION_REDIS it keeps its sessions elsewhere, and connects all the same.
    calls: [...at80('catalogue', 'carts', 'orders', 'user'), { host: 'session-db', port: 6379 }],
    user: 'myuser',
    writes: [],
    volumes: [],
    bindsLowPorts: false,
    source: `${shop}: Dockerfile, config.js`,
    verified: true,
  },
  'weaveworksdemos/catalogue-db': {
    user: 'root',
    writes: ['/tmp', '/var/lib/mysql', '/var/run/mysqld'],
    volumes: ['/var/lib/mysql'],
    source: 'microservices-demo/catalogue docker/catalogue-db/Dockerfile, docker-library/mysql 5.7',
    verified: false,
  },
  'weaveworksdemos/user-db': {
    user: 'root',
    writes: ['/data/db-users', '/tmp'],
    volumes: ['/data/configdb', '/data/db', '/data/db-users'],
    source: 'microservices-demo/user docker/user-db/Dockerfile, docker-library/mongo 3',
    verified: false,
  },
  mongo: {
    user: 'root',
    writes: ['/data/configdb', '/data/db', '/tmp'],
    volumes: ['/data/configdb', '/data/db'],
    source: 'docker-library/mongo 4.4/Dockerfile and docker-entrypoint.sh',
    verified: true,
  },
  redis: {
    user: 'root',
    writes: ['/data'],
    volumes: ['/data'],
    source: 'docker-library/redis 7.4/alpine/Dockerfile and docker-entrypoint.sh',
    verified: true,
  },
  rabbitmq: {
    user: 'root',
    writes: ['/var/lib/rabbitmq'],
    volumes: ['/var/lib/rabbitmq'],
    source: 'docker-library/rabbitmq at 3.6.8: Dockerfile and docker-entrypoint.sh',
    verified: true,
  },
  'kbudde/rabbitmq-exporter': {
    user: 65535,
    writes: [],
    volumes: [],
    source: 'kbudde/rabbitmq_exporter v1.0.0: Dockerfile',
    verified: true,
  },
  'jenkins/jenkins': {
    user: 'jenkins',
    writes: ['/tmp', '/var/jenkins_home'],
    volumes: ['/var/jenkins_home'],
    source: 'jenkinsci/docker: debian/Dockerfile; /tmp is where Java and Jetty work',
    verified: false,
  },
  'nginx/nginx-ingress': {
    user: 101,
    writes: ['/etc/nginx', '/var/cache/nginx', '/var/lib/nginx', '/var/log/nginx'],
    volumes: [],
    bindsLowPorts: true,
    source:
      'nginx/kubernetes-ingress 5.5.4, and 5.6.0 as it was on 2026-08-21: build/Dockerfile, build/scripts/common.sh',
    verified: false,
  },
  'ingress-nginx/controller': {
    user: 'www-data',
    writes: ['/etc/ingress-controller', '/etc/nginx', '/tmp', '/var/log/nginx'],
    volumes: [],
    bindsLowPorts: true,
    source: 'kubernetes/ingress-nginx 1.15.1: rootfs/Dockerfile',
    verified: false,
  },
  'autoscaling/cluster-autoscaler': {
    user: 65532,
    writes: [],
    volumes: [],
    source: 'kubernetes/autoscaler cluster-autoscaler/Dockerfile.amd64: distroless static nonroot',
    verified: false,
  },
};
