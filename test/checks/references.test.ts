import { describe, expect, test } from '@jest/globals';
import { objectFindings } from '../../checks/index.ts';
import { eachCase } from '../support/each-case.ts';
import {
  container,
  deployment,
  ingress,
  ingressClass,
  namespace,
  object,
  service,
  subjectOf,
} from '../support/subjects.ts';
import { ingressNginxVersions } from '../../tables/ingress-releases.ts';

const rbac = 'rbac.authorization.k8s.io/v1';
const map = object('v1', 'ConfigMap', 'settings', { data: { level: 'info' } });
const secret = object('v1', 'Secret', 'login', { stringData: { password: 'x' } });

const frontEnd = 'weaveworksdemos/front-end:0.3.12';
const frontEndNeighbours = ['catalogue', 'carts', 'orders', 'user'].map((name) => queue(name, 80));

describe('references', () => {
  eachCase('service-selector', {
    'no such pod': {
      bad: [deployment(), service({ selector: { app: 'wbe' } })],
      good: [deployment(), service({ selector: { app: 'web' } })],
    },
    'a pod of another namespace': {
      bad: [deployment({ namespace: 'kube-system' }), service()],
      good: [deployment({ namespace: 'kube-system' }), service({}, 'web', 'kube-system')],
    },
    'no selector at all': {
      bad: [service()],
      good: [
        service({ selector: undefined }),
        service({ type: 'ExternalName', externalName: 'example.com', ports: undefined }, 'other'),
      ],
    },
  });

  test('a mistyped selector is told what was meant', () => {
    const [found] = objectFindings(
      subjectOf([deployment(), service({ selector: { app: 'wbe' } })]),
    );
    expect(found).toMatchObject({
      object: 'Service default/web',
      path: 'spec.selector',
      value: 'app=wbe',
      fix: 'did you mean app: web?',
    });
  });

  test('a label that no pod has is told with those that they have', () => {
    const [found] = objectFindings(subjectOf([deployment(), service({ selector: { ap: 'web' } })]));
    expect(found).toMatchObject({
      allowed: 'a label that a pod there has: app',
      fix: 'did you mean app?',
    });
    const [alone] = objectFindings(subjectOf([service()]));
    expect(alone).toMatchObject({ check: 'service-selector', absent: true });
    expect(alone).not.toHaveProperty('allowed');
  });

  eachCase('service-target-port', {
    'a number': {
      bad: [deployment(), service({ ports: [{ port: 80, targetPort: 8081 }] })],
      good: [deployment(), service({ ports: [{ port: 8080 }] })],
    },
    'a name': {
      bad: [deployment(), service({ ports: [{ port: 80, targetPort: 'htpp' }] })],
      good: [deployment(), service({ ports: [{ port: 80, targetPort: 'http' }] })],
    },
    'another protocol': {
      bad: [deployment(), service({ ports: [{ port: 8080, protocol: 'UDP' }] })],
      good: [deployment(), service({ ports: [{ port: 8080, protocol: 'TCP' }] })],
    },
    'a port of an init container that has ended': {
      bad: [deployment({ pod: initPort() }), service({ ports: [{ port: 9090 }] })],
      good: [
        deployment({ pod: initPort({ restartPolicy: 'Always' }) }),
        service({ ports: [{ port: 9090 }] }),
      ],
    },
  });

  eachCase('probe-port', {
    'a name': {
      bad: [deployment({ containers: [probing('htpp')] })],
      good: [
        deployment({ containers: [probing('http')] }),
        deployment({ name: 'b', containers: [probing(8081)] }),
      ],
    },
  });

  const web = [deployment(), service(), ingressClass()];
  eachCase('ingress-backend', {
    'no such Service': {
      bad: [...web, ingress({ defaultBackend: backend('wbe', { number: 80 }) })],
      good: [...web, ingress({ defaultBackend: backend('web', { number: 80 }) })],
    },
    'no such port': {
      bad: [...web, ingress({ defaultBackend: backend('web', { number: 8080 }) })],
      good: [...web, ingress()],
    },
    'a Service of another namespace': {
      bad: [...web, namespace('b'), { ...ingress(), metadata: { name: 'web', namespace: 'b' } }],
      good: [...web, ingress()],
    },
  });

  eachCase('ingress-class', {
    'nothing provides it': {
      bad: [...web, ingress({ ingressClassName: 'nginx' })],
      good: [...web, ingress({ ingressClassName: 'example' })],
    },
    'no class and no default': {
      bad: [...web, ingress({ ingressClassName: undefined })],
      good: [
        ...web.slice(0, 2),
        {
          ...ingressClass(),
          metadata: {
            name: 'example',
            annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' },
          },
        },
        ingress({ ingressClassName: undefined }),
      ],
    },
  });

  eachCase('class-controller', {
    'nothing runs it': {
      bad: [ingressClass('nginx', 'nginx.org/ingress-controller')],
      good: [ingressClass('nginx', 'nginx.org/ingress-controller'), nginx()],
    },
    'the controller wants another class': {
      bad: [ingressClass('nginx', 'nginx.org/ingress-controller'), nginx('-ingress-class=web')],
      good: [ingressClass('web', 'nginx.org/ingress-controller'), nginx('-ingress-class=web')],
    },
  });

  const classed = ingressClass('nginx', 'nginx.org/ingress-controller');
  eachCase('controller-flags', {
    'a ConfigMap': {
      bad: [classed, map, nginx('-nginx-configmaps=$(POD_NAMESPACE)/setting')],
      good: [classed, map, nginx('-nginx-configmaps=$(POD_NAMESPACE)/settings')],
    },
    'a Service': {
      bad: [classed, deployment(), service(), nginx('-external-service=wbe')],
      good: [classed, deployment(), service(), nginx('-external-service=web')],
    },
  });

  const set = (serviceName: string) => deployment({ kind: 'StatefulSet', spec: { serviceName } });
  eachCase('headless-service', {
    'no such Service': { bad: [set('wbe'), service()], good: [set('web'), service()] },
  });

  const f5 = [deployment(), service(), ingressClass('nginx', 'nginx.org/ingress-controller')];
  const hostless = ingress({ ingressClassName: 'nginx', rules: [{ http: paths('/') }] });
  const off = { 'nginx.org/ssl-redirect': 'false' };
  const unredirected = ingress({ ingressClassName: 'nginx', rules: [{ http: paths('/') }] }, off);
  eachCase('nginx-ingress-rules', {
    'no host': {
      bad: [...f5, nginx(), unredirected],
      good: [...f5, nginx('-allow-empty-ingress-host'), unredirected],
    },
    'an annotation of the other controller': {
      bad: [
        ...f5,
        nginx(),
        ingress({ ingressClassName: 'nginx' }, { 'nginx.ingress.kubernetes.io/x': '1' }),
      ],
      good: [...f5, nginx(), ingress({ ingressClassName: 'nginx' }, { 'nginx.org/x': '1' })],
    },
  });

  const alb = [deployment(), service(), ingressClass('alb', 'ingress.k8s.aws/alb')];
  const targetType = 'alb.ingress.kubernetes.io/target-type';

  const hostlessF5 = [...f5, nginx('-allow-empty-ingress-host')];
  const secured = (more: object) => ({
    ingressClassName: 'nginx',
    tls: [{ hosts: ['shop.example.com'], ...more }],
  });
  const certificate = object('v1', 'Secret', 'shop-tls', {}, 'default');
  const settings = (data: object) => object('v1', 'ConfigMap', 'settings', { data }, 'default');
  const withSettings = nginx('-allow-empty-ingress-host', '-nginx-configmaps=default/settings');
  const retired = [deployment(), service(), ingressClass('nginx', 'k8s.io/ingress-nginx')];
  const onRetired = (...objects: readonly unknown[]) =>
    subjectOf([...retired, ...objects], { minor: ingressNginxVersions.at(-1) });
  const forced = { 'nginx.ingress.kubernetes.io/force-ssl-redirect': 'true' };
  const unforced = { 'nginx.ingress.kubernetes.io/force-ssl-redirect': 'false' };
  const controller = (...args: string[]) =>
    deployment({
      name: 'controller',
      containers: [container({ image: 'registry.k8s.io/ingress-nginx/controller:v1.15.1', args })],
    });
  const toAlb = (annotations: Record<string, string>) =>
    ingress({ ingressClassName: 'alb' }, { [targetType]: 'ip', ...annotations });
  const redirect = { 'alb.ingress.kubernetes.io/ssl-redirect': '443' };
  const ports = (value: string) => ({ 'alb.ingress.kubernetes.io/listen-ports': value });
  eachCase('https-redirect', {
    'F5, a rule without a host': {
      bad: [...hostlessF5, hostless],
      good: [...hostlessF5, unredirected],
    },
    'F5, an older annotation': {
      bad: [...hostlessF5, hostless],
      good: [
        ...hostlessF5,
        ingress(
          { ingressClassName: 'nginx', rules: [{ http: paths('/') }] },
          { 'ingress.kubernetes.io/ssl-redirect': 'false' },
        ),
      ],
    },
    'F5, the setting for all': {
      bad: [...f5, withSettings, settings({ 'ssl-redirect': 'True' }), hostless],
      good: [...f5, withSettings, settings({ 'ssl-redirect': 'False' }), hostless],
    },
    'F5, a certificate for whoever has none': {
      bad: [...hostlessF5, hostless],
      good: [
        ...f5,
        nginx('-allow-empty-ingress-host', '-default-server-tls-secret=default/shop-tls'),
        hostless,
      ],
    },
    'F5, a host without TLS is not redirected': {
      bad: [...f5, nginx(), ingress(secured({}))],
      good: [...f5, nginx(), ingress({ ingressClassName: 'nginx' })],
    },
    'F5, TLS without a Secret': {
      bad: [...f5, nginx(), ingress(secured({}))],
      good: [...f5, nginx(), certificate, ingress(secured({ secretName: 'shop-tls' }))],
    },
    'F5, TLS by the wildcard’s Secret': {
      bad: [...f5, nginx(), ingress(secured({}))],
      good: [...f5, nginx('-wildcard-tls-secret=default/shop-tls'), ingress(secured({}))],
    },
    'ingress-nginx, forced without TLS': {
      bad: onRetired(controller(), ingress({ ingressClassName: 'nginx' }, forced)),
      good: onRetired(controller(), ingress({ ingressClassName: 'nginx' }, unforced)),
    },
    'ingress-nginx, TLS without a Secret': {
      bad: onRetired(controller(), ingress(secured({}))),
      good: onRetired(
        controller('--default-ssl-certificate=default/shop-tls'),
        ingress(secured({})),
      ),
    },
    'ingress-nginx, a rule without a host is not redirected': {
      bad: onRetired(
        controller(),
        ingress({ ingressClassName: 'nginx', rules: [{ http: paths('/') }] }, forced),
      ),
      good: onRetired(controller(), hostless),
    },
    'the ALB, no https listener': {
      bad: [...alb, toAlb(redirect)],
      good: [...alb, toAlb({ ...redirect, ...ports('[{"HTTP": 80}, {"HTTPS": 443}]') })],
    },
    'the ALB, https on another port': {
      bad: [...alb, toAlb({ ...redirect, ...ports('[{"HTTP": 80}, {"HTTPS": 8443}]') })],
      good: [
        ...alb,
        toAlb({ ...redirect, 'alb.ingress.kubernetes.io/certificate-arn': 'arn:aws:acm:x' }),
      ],
    },
  });

  eachCase('alb-target', {
    'a Service without node ports': {
      bad: [...alb, ingress({ ingressClassName: 'alb' })],
      good: [...alb, ingress({ ingressClassName: 'alb' }, { [targetType]: 'ip' })],
    },
  });

  eachCase('scale-target', {
    'nothing to scale': {
      bad: [deployment(), scaler('wbe')],
      good: [deployment(), scaler('web')],
    },
    'crossed bounds': {
      bad: [deployment(), scaler('web', { minReplicas: 4 })],
      good: [deployment(), scaler('web', { minReplicas: 3 })],
    },
  });

  eachCase('hosts', {
    'host and port': hostCase('DB', 'wbe:80', 'web:80'),
    'a port that the Service has not': hostCase('DB', 'web:8080', 'web:80'),
    'a URL': hostCase('DB', 'http://wbe/path', 'http://web/path'),
    'a URL with the wrong default port': hostCase('DB', 'https://web', 'http://web'),
    'a full name': hostCase('DB', 'web.shop.svc.cluster.local', 'web.default.svc.cluster.local'),
    'a setting that is a host': hostCase('DB_HOST', 'wbe', 'web'),
    'a list': hostCase('DB', 'web:80,wbe:80', 'web:80,localhost:99'),
    'a data source': hostCase('DSN', 'me:pw@tcp(wbe:80)/db', 'me:pw@tcp(web:80)/db'),
    'a name of another namespace': hostCase('DB', 'http://web.kube-public', 'http://web.default'),
    'an argument': {
      bad: [deployment({ containers: [container({ args: ['-mongo-host=wbe:80'] })] }), service()],
      good: [deployment({ containers: [container({ args: ['-mongo-host=web:80'] })] }), service()],
    },
    'a ConfigMap': {
      bad: [object('v1', 'ConfigMap', 'a', { data: { a: 'x\nurl: http://web.shop.svc/\n' } })],
      good: [object('v1', 'ConfigMap', 'a', { data: { a: 'x\nurl: http://web/ is one\n' } })],
    },
  });

  test.each([
    'localhost:6379',
    'http://localhost/',
    'https://kubernetes.default.svc',
    'db.example.com:5432',
    'https://example.com/x',
    'file:/dev/urandom',
    'file:///etc/hosts',
    '$(DB_HOST):80',
    'http://$(DB_HOST)/',
    '10.0.0.1:80',
    'http://10.0.0.1/',
    '0.0.0.0:8080',
    'a: 1',
    '12:30',
    'arn:aws:iam::1:role/x',
    'sha256:99999999',
    '-Djava.security.egd=file:/dev/urandom -Xmx128m',
    'asg:tag=k8s.io/cluster-autoscaler/enabled',
    'X:Y:1',
    '',
  ])('hosts: %j names no Service', (value) => {
    expect(objectFindings(subjectOf([deployment({ containers: [setting('A', value)] })]))).toEqual(
      [],
    );
  });

  test.each([
    ['IMAGE', 'mongo:4'],
    ['APP_USER', 'guest:1000'],
    ['USE_HOST', 'true'],
  ])('hosts: %s=%s names no Service', (name, value) => {
    const workload = deployment({ containers: [setting(name, value)] });
    expect(objectFindings(subjectOf([workload]))).toEqual([]);
  });

  eachCase('image-calls', {
    'a name that is built in': {
      bad: [running('weaveworksdemos/shipping:0.4.8'), queue('rabbit', 5672)],
      good: [running('weaveworksdemos/shipping:0.4.8'), queue('rabbitmq', 5672)],
    },
    'another port': {
      bad: [running('weaveworksdemos/shipping:0.4.8'), queue('rabbitmq', 5671)],
      good: [running('mirror.example.com/weaveworksdemos/shipping:0.4.8'), queue('rabbitmq', 5672)],
    },
    'a call that no variable switches off': {
      bad: [...frontEndNeighbours, running(frontEnd)],
      good: [...frontEndNeighbours, queue('session-db', 6379), running(frontEnd)],
    },
  });

  eachCase('config-objects', {
    'a ConfigMap': {
      bad: [map, deployment({ containers: [taking('configMapRef', 'setting')] })],
      good: [map, deployment({ containers: [taking('configMapRef', 'settings')] })],
    },
    'a Secret': {
      bad: [deployment({ containers: [taking('secretRef', 'login')] })],
      good: [deployment({ containers: [taking('secretRef', 'login', { optional: true })] })],
    },
    'a Secret that a person makes': {
      bad: [deployment({ containers: [keyOf('secretKeyRef', 'login', 'password')] })],
      good: subjectOf([deployment({ containers: [keyOf('secretKeyRef', 'login', 'password')] })], {
        prerequisites: [
          {
            kind: 'Secret',
            namespace: 'default',
            name: 'login',
            keys: ['password'],
            command: 'make it',
            reason: 'it is needed',
          },
        ],
      }),
    },
    'a volume': {
      bad: [deployment({ pod: { volumes: [{ name: 'a', configMap: { name: 'root-ca.crt' } }] } })],
      good: [
        deployment({ pod: { volumes: [{ name: 'a', configMap: { name: 'kube-root-ca.crt' } }] } }),
      ],
    },
  });

  eachCase('config-keys', {
    'a key of a Secret': {
      bad: [secret, deployment({ containers: [keyOf('secretKeyRef', 'login', 'pasword')] })],
      good: [secret, deployment({ containers: [keyOf('secretKeyRef', 'login', 'password')] })],
    },
    'a key of a ConfigMap in a volume': {
      bad: [map, deployment({ pod: { volumes: [{ name: 'a', configMap: items('lewel') }] } })],
      good: [map, deployment({ pod: { volumes: [{ name: 'a', configMap: items('level') }] } })],
    },
  });

  eachCase('service-accounts', {
    'nothing creates it': {
      bad: [deployment({ pod: { serviceAccountName: 'web' } })],
      good: [
        deployment({ pod: { serviceAccountName: 'web' } }),
        object('v1', 'ServiceAccount', 'web', {}),
      ],
    },
    'eksctl creates it': {
      bad: [deployment({ pod: { serviceAccountName: 'web' } })],
      good: subjectOf([deployment({ pod: { serviceAccountName: 'web' } })], {
        clusterConfig: {
          path: 'eksctl/cluster.yaml',
          object: {
            apiVersion: 'eksctl.io/v1alpha5',
            kind: 'ClusterConfig',
            metadata: { name: 'c', region: 'us-west-2' },
            iam: { serviceAccounts: [{ metadata: { name: 'web', namespace: 'default' } }] },
          },
        },
      }),
    },
  });

  eachCase('roles', {
    'nothing creates it': {
      bad: [binding('edti')],
      good: [binding('edit')],
    },
  });

  eachCase('claims', {
    'nothing creates it': {
      bad: [deployment({ pod: { volumes: [claimed('data')] } })],
      good: [deployment({ pod: { volumes: [claimed('data')] } }), claim('data', 'gp2')],
    },
  });

  eachCase('storage-classes', {
    'nothing creates it': { bad: [claim('data', 'gp3')], good: [claim('data', 'gp2')] },
    'no default': {
      bad: [claim('data')],
      good: [claim('data'), defaultClass()],
    },
  });

  eachCase('priority-classes', {
    'nothing creates it': {
      bad: [deployment({ pod: { priorityClassName: 'cluster-critical' } })],
      good: [deployment({ pod: { priorityClassName: 'system-cluster-critical' } })],
    },
  });

  function binding(name: string) {
    return object(rbac, 'ClusterRoleBinding', 'a', {
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
      subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'default' }],
    });
  }
});

function setting(name: string, value: string) {
  return container({ env: [{ name, value }] });
}

function hostCase(name: string, bad: string, good: string) {
  const using = (value: string) => [deployment({ containers: [setting(name, value)] }), service()];
  return { bad: using(bad), good: using(good) };
}

function initPort(more = {}) {
  const ports = [{ containerPort: 9090 }];
  return { initContainers: [container({ name: 'init', ports, ...more })] };
}

function probing(port: string | number) {
  return container({ readinessProbe: { httpGet: { path: '/', port } } });
}

function backend(name: string, port: object) {
  return { service: { name, port } };
}

function paths(path: string) {
  return { paths: [{ path, pathType: 'Prefix', backend: backend('web', { number: 80 }) }] };
}

function nginx(...args: string[]) {
  const image = 'nginx/nginx-ingress:5.5.4';
  return deployment({ name: 'nginx', containers: [container({ image, args })] });
}

function scaler(name: string, more = {}) {
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name };
  const spec = { scaleTargetRef, maxReplicas: 3, ...more };
  return object('autoscaling/v2', 'HorizontalPodAutoscaler', 'web', { spec });
}

function taking(kind: string, name: string, more = {}) {
  return container({ envFrom: [{ [kind]: { name, ...more } }] });
}

function keyOf(kind: string, name: string, key: string) {
  return container({ env: [{ name: 'A', valueFrom: { [kind]: { name, key } } }] });
}

function items(key: string) {
  return { name: 'settings', items: [{ key, path: key }] };
}

function claimed(claimName: string) {
  return { name: 'data', persistentVolumeClaim: { claimName } };
}

function claim(name: string, storageClassName?: string) {
  const resources = { requests: { storage: '1Gi' } };
  const spec = { accessModes: ['ReadWriteOnce'], resources, storageClassName };
  return object('v1', 'PersistentVolumeClaim', name, { spec });
}

function defaultClass() {
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: {
      name: 'gp2-by-default',
      annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
    },
    provisioner: 'ebs.csi.aws.com',
  };
}

function running(image: string, more: object = {}) {
  return deployment({ containers: [container({ image, ...more })] });
}

// A Service of any name and port, in front of the deployment's pods.
function queue(name: string, port: number) {
  return object('v1', 'Service', name, {
    spec: { selector: { app: 'web' }, ports: [{ port, targetPort: 8080 }] },
  });
}
