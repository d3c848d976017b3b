/** How many ranges EKS takes for its public endpoint: a quota that can't be raised. */
export const MOST_API_RANGES = 40;
