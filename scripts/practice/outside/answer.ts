/** What is answered in the place of somebody outside. */
export interface Played {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
