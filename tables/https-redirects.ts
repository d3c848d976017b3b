/** How an NGINX controller comes to send visitors from http to https: wherever a host has TLS, unless it is told not to. */
export interface HttpsRedirect {
  /** Annotations that turn it on or off for one Ingress; the first that is there counts. */
  readonly annotations: readonly string[];
  /** The same for all Ingresses: a key of the controller's ConfigMap, which the flag names. */
  readonly configKey: string;
  readonly configFlag: string;
  /** What redirects even a host without TLS: an annotation, and the ConfigMap's key. */
  readonly forced?: { readonly annotation: string; readonly configKey: string };
  /** Whether a rule without a host has TLS, whatever the Ingress says. */
  readonly withoutHost: boolean;
  /** The flag whose certificate a rule without a host gets. */
  readonly flagWithoutHost: string;
  /** The flag whose certificate a host gets that is in `tls`, without a Secret. */
  readonly flagWithoutSecret: string;
  /** What a browser meets at https where there is no certificate. */
  readonly browserMeets: string;
}

// nginx: github.com/nginx/kubernetes-ingress v5.5.4, the same in 5.6.0: SSLRedirect in internal/configs/config_params.go
// and annotations.go, the redirect in version1/nginx.ingress.tmpl, IsDefaultServer and addSSLConfig in ingress.go.
// ingress-nginx: github.com/kubernetes/ingress-nginx controller-v1.15.1: lua_ingress.lua, certificate.lua, and
// SSLCert in internal/ingress/controller/controller.go.
export const httpsRedirects: Readonly<Record<'nginx' | 'ingress-nginx', HttpsRedirect>> = {
  nginx: {
    annotations: ['nginx.org/ssl-redirect', 'ingress.kubernetes.io/ssl-redirect'],
    configKey: 'ssl-redirect',
    configFlag: 'nginx-configmaps',
    withoutHost: true,
    flagWithoutHost: 'default-server-tls-secret',
    flagWithoutSecret: 'wildcard-tls-secret',
    browserMeets: 'https refuses every connection',
  },
  'ingress-nginx': {
    annotations: ['nginx.ingress.kubernetes.io/ssl-redirect'],
    configKey: 'ssl-redirect',
    configFlag: 'configmap',
    forced: {
      annotation: 'nginx.ingress.kubernetes.io/force-ssl-redirect',
      configKey: 'force-ssl-redirect',
    },
    withoutHost: false,
    flagWithoutHost: 'default-ssl-certificate',
    flagWithoutSecret: 'default-ssl-certificate',
    browserMeets: 'https shows a certificate that no browser trusts',
  },
};

/**
 * The AWS Load Balancer Controller redirects only where this annotation names a port, and takes nothing of the Ingress
 * when no https listener has that port: github.com/kubernetes-sigs/aws-load-balancer-controller v3.5.0,
 * pkg/ingress/model_builder.go and model_build_listener.go.
 */
export const albRedirect = {
  annotation: 'alb.ingress.kubernetes.io/ssl-redirect',
  listenPorts: 'alb.ingress.kubernetes.io/listen-ports',
  certificates: 'alb.ingress.kubernetes.io/certificate-arn',
  group: 'alb.ingress.kubernetes.io/group.name',
} as const;
