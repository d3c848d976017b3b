/** How many ranges EKS takes for its public endpoint: a quota that can't be raised. */
export const MOST_API_RANGES = 40;

/** AWS's default quota of inbound rules per security group. */
export const MOST_SECURITY_GROUP_RULES = 60;

/** AWS's default quota of network load balancers in a region (Elastic Load Balancing, "Quotas for your NLBs"). */
export const MOST_NETWORK_LOAD_BALANCERS = 50;
