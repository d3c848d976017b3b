// USD, on demand, without tax, free tier or discount. What isn't here is unknown: no region is guessed from another.

/** The day that the newest source was read by its author; a price may have changed since. */
export const pricesRead = '2026-10-04';

/** What one region charges, by the hour unless the name says otherwise. */
export interface RegionPrices {
  readonly natGateway?: number;
  readonly networkLoadBalancer?: number;
  readonly applicationLoadBalancer?: number;
  readonly classicLoadBalancer?: number;
  readonly gp3GibMonth?: number;
  /** What depends on use, in words: it is told, and in no total. */
  readonly byUse?: Readonly<Record<string, string>>;
}

// AWS's containers blog on extended support gives one price for all regions; so does us-west-2's price list, as it
// was read on 2026-10-04.
const commercial = { standard: 0.1, extended: 0.6 } as const;

// Every public IPv4 address, in use or not, in every region: AWS's announcement of 2024-02-01; us-west-2's price
// list, as it was read on 2026-10-04.
const publicAddressCommercial = 0.005;

// us-west-2: AWS's price lists, as a published course's cost page read them on 2026-10-04 (NAT gateway, gp3, load
// balancer). Load balancer hours are one price for NLB and ALB (usage type LoadBalancerUsage).
// us-east-1: infracost's golden files of terraform resources (nat_gateway, lb, elb, ebs_volume), which come from
// AWS's price list; NAT gateway and logs also in cloudburn.io's guides (2026-02 to 2026-04).
// us-east-2: cloudburn.io (2026-02).
const regions: Readonly<Record<string, RegionPrices>> = {
  'us-west-2': {
    natGateway: 0.045,
    networkLoadBalancer: 0.0225,
    applicationLoadBalancer: 0.0225,
    gp3GibMonth: 0.08,
    byUse: {
      'logs taken in': '0.50 per GB',
      'through a NAT gateway': '0.045 per GB',
    },
  },
  'us-east-1': {
    natGateway: 0.045,
    networkLoadBalancer: 0.0225,
    applicationLoadBalancer: 0.0225,
    classicLoadBalancer: 0.025,
    gp3GibMonth: 0.08,
    byUse: {
      'logs taken in': '0.50 per GB',
      'through a NAT gateway': '0.045 per GB',
    },
  },
  'us-east-2': {
    natGateway: 0.045,
    byUse: { 'through a NAT gateway': '0.045 per GB' },
  },
};

// AWS's price list for us-east-1, as karpenter-provider-aws generated it into zz_generated.pricing_aws.go on
// 2026-07-20. us-east-2 and us-west-2 charge the same: so it is in every row looked at of SkyPilot's catalog v8
// (2026: t2, t3, t3a, m6i, m7i, m8a, m8g, r8i) and of kube-resource-report's list (2020: t3, t3a, m5, c5, r5).
const sharedRegions = ['us-east-1', 'us-east-2', 'us-west-2'];
const byFamily: Readonly<Record<string, string>> = {
  t2: 'nano 0.0058 micro 0.0116 small 0.023 medium 0.0464 large 0.0928 xlarge 0.1856 2xlarge 0.3712',
  t3: 'nano 0.0052 micro 0.0104 small 0.0208 medium 0.0416 large 0.0832 xlarge 0.1664 2xlarge 0.3328',
  t3a: 'nano 0.0047 micro 0.0094 small 0.0188 medium 0.0376 large 0.0752 xlarge 0.1504 2xlarge 0.3008',
  t4g: 'nano 0.0042 micro 0.0084 small 0.0168 medium 0.0336 large 0.0672 xlarge 0.1344 2xlarge 0.2688',
  m5: 'large 0.096 xlarge 0.192 2xlarge 0.384 4xlarge 0.768 8xlarge 1.536',
  m6i: 'large 0.096 xlarge 0.192 2xlarge 0.384 4xlarge 0.768 8xlarge 1.536',
  m6a: 'large 0.0864 xlarge 0.1728 2xlarge 0.3456 4xlarge 0.6912 8xlarge 1.3824',
  m7i: 'large 0.1008 xlarge 0.2016 2xlarge 0.4032 4xlarge 0.8064 8xlarge 1.6128',
  'm7i-flex': 'large 0.09576 xlarge 0.19152 2xlarge 0.38304 4xlarge 0.76608 8xlarge 1.53216',
  m7a: 'medium 0.05796 large 0.11592 xlarge 0.23184 2xlarge 0.46368 4xlarge 0.92736 8xlarge 1.85472',
  m8i: 'large 0.10584 xlarge 0.21168 2xlarge 0.42336 4xlarge 0.84672 8xlarge 1.69344',
  c5: 'large 0.085 xlarge 0.17 2xlarge 0.34 4xlarge 0.68',
  c6i: 'large 0.085 xlarge 0.17 2xlarge 0.34 4xlarge 0.68 8xlarge 1.36',
  c7i: 'large 0.08925 xlarge 0.1785 2xlarge 0.357 4xlarge 0.714 8xlarge 1.428',
  'c7i-flex': 'large 0.08479 xlarge 0.16958 2xlarge 0.33915 4xlarge 0.6783 8xlarge 1.3566',
  r5: 'large 0.126 xlarge 0.252 2xlarge 0.504 4xlarge 1.008 8xlarge 2.016',
  r6i: 'large 0.126 xlarge 0.252 2xlarge 0.504 4xlarge 1.008 8xlarge 2.016',
  r7i: 'large 0.1323 xlarge 0.2646 2xlarge 0.5292 4xlarge 1.0584 8xlarge 2.1168',
};

// Elsewhere only t3, the default: t3.xlarge in SkyPilot's catalog v8 (2026). A size down is half the price.
const t3XlargeElsewhere: Readonly<Record<string, number>> = {
  'af-south-1': 0.217,
  'ap-east-1': 0.2336,
  'ap-northeast-1': 0.2176,
  'ap-northeast-2': 0.208,
  'ap-northeast-3': 0.2176,
  'ap-south-1': 0.1792,
  'ap-southeast-1': 0.2112,
  'ap-southeast-2': 0.2112,
  'ap-southeast-3': 0.2112,
  'ap-southeast-4': 0.2112,
  'ca-central-1': 0.1856,
  'eu-central-1': 0.192,
  'eu-north-1': 0.1728,
  'eu-south-2': 0.1824,
  'eu-west-1': 0.1824,
  'eu-west-2': 0.1888,
  'eu-west-3': 0.1888,
  'me-central-1': 0.2006,
  'me-south-1': 0.2006,
  'us-west-1': 0.1984,
};
const t3Parts: Readonly<Record<string, number>> = {
  't3.medium': 1 / 4,
  't3.large': 1 / 2,
  't3.xlarge': 1,
};

const shared: ReadonlyMap<string, number> = new Map(
  Object.entries(byFamily).flatMap(([family, line]) => {
    const words = line.split(' ');
    return words.flatMap((word, index): [string, number][] =>
      index % 2 === 0 ? [[`${family}.${word}`, Number(words[index + 1])]] : [],
    );
  }),
);

/** What a Linux instance costs an hour on demand; undefined where it is unknown. */
export function instancePrice(region: string, instanceType: string): number | undefined {
  if (sharedRegions.includes(region)) return shared.get(instanceType);
  const xlarge = t3XlargeElsewhere[region];
  const part = t3Parts[instanceType];
  return xlarge === undefined || part === undefined ? undefined : xlarge * part;
}

/** The instance types with a price somewhere. */
export const pricedTypes: readonly string[] = [...shared.keys()];

/** What a type costs in the regions that are known best, to put types in an order where a region's own is unknown. */
export function typicalPrice(instanceType: string): number | undefined {
  return shared.get(instanceType);
}

/** What an hour of control plane costs. */
export function controlPlanePrice(
  region: string,
  support: 'standard' | 'extended',
): number | undefined {
  return isCommercial(region) ? commercial[support] : undefined;
}

/** What an hour of one public IPv4 address costs. */
export function publicAddressPrice(region: string): number | undefined {
  return isCommercial(region) ? publicAddressCommercial : undefined;
}

/** What else a region charges for. */
export function regionPrices(region: string): RegionPrices {
  return regions[region] ?? {};
}

function isCommercial(region: string): boolean {
  return !/^(cn|us-gov)-/.test(region);
}
