import type { IncomingHttpHeaders } from 'node:http';

/** What a server gave at the end of all redirects. */
export interface Given {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A page that nothing but one program gives. */
export interface Page {
  /** `Jenkins’ page` in a sentence. */
  readonly name: string;
  isGiven(given: Given): boolean;
}

/** SockShop's front page, by its title. */
export const shopPage: Page = {
  name: "the shop's page",
  isGiven: ({ status, body }) => status === 200 && body.includes('WeaveSocks'),
};

/** Any page of Jenkins: it asks for a login by 403, and puts its version into each answer. */
export const jenkinsPage: Page = {
  name: "Jenkins' page",
  isGiven: ({ status, headers }) =>
    (status === 200 || status === 403) && headers['x-jenkins'] !== undefined,
};
