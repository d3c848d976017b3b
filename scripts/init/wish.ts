/** What is asked of someone who wants a cluster; the rest has defaults. */
export interface Wish {
  readonly name: string;
  readonly owner: string;
  readonly region?: string;
  readonly kubernetes?: string;
  readonly expires?: string;
  /** ingress.controller */
  readonly ingress?: string;
  readonly from: readonly string[];
}
