/** How a Service of type LoadBalancer is balanced on AWS. */
export interface LoadBalancer {
  /** The only ranges that may reach it. */
  readonly sourceRanges: readonly string[];
  /** Whether the AWS Load Balancer Controller makes it, rather than the cloud provider that EKS runs. */
  readonly byController: boolean;
}

// `scheme` is read by the AWS Load Balancer Controller, which defaults to internal; `internal` by the cloud
// provider, which defaults to internet-facing. Written both, a Service gets the same from either.
const annotations = {
  'service.beta.kubernetes.io/aws-load-balancer-type': 'nlb',
  'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internet-facing',
  'service.beta.kubernetes.io/aws-load-balancer-internal': 'false',
};

const controllerAnnotations = {
  'service.beta.kubernetes.io/aws-load-balancer-nlb-target-type': 'ip',
  'service.beta.kubernetes.io/aws-load-balancer-scheme': 'internet-facing',
  'service.beta.kubernetes.io/aws-load-balancer-internal': 'false',
};

/** The annotations of a Service of type LoadBalancer. */
export function loadBalancerAnnotations({ byController }: LoadBalancer): Record<string, string> {
  return byController ? controllerAnnotations : annotations;
}

/** The spec of a Service of type LoadBalancer, without its ports and selector. */
export function loadBalancerSpec({ sourceRanges, byController }: LoadBalancer) {
  return {
    type: 'LoadBalancer',
    loadBalancerSourceRanges: [...sourceRanges],
    // Only where that controller runs: a class that nobody serves leaves the Service pending for ever.
    ...(byController && { loadBalancerClass: 'service.k8s.aws/nlb' }),
  };
}
