import { createServer } from 'node:https';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { Authority } from '../../../control-plane/certificates.ts';
import { listenHere } from '../../../control-plane/ports.ts';

/** What a cluster's issuer of tokens publishes. */
export interface Issuer {
  /** https://oidc.eks.us-west-2.amazonaws.com/id/… */
  readonly url: string;
  /** Its public keys, as the cluster's own API server has them. */
  readonly keys: () => Promise<unknown>;
}

const HOST = /^oidc\.eks\.[a-z0-9-]+\.amazonaws\.com(\.cn)?$/;

/** Plays the hosts at which EKS publishes the keys of clusters' tokens, with certificates of our own authority. */
export async function playIssuers(authority: Authority, issuers: () => readonly Issuer[]) {
  const contexts = new Map<string, SecureContext>();
  const contextOf = (host: string): SecureContext => {
    const known = contexts.get(host);
    if (known) return known;
    const { key, certificate } = authority.server(host, [host]);
    const made = createSecureContext({ key, cert: certificate + authority.certificate });
    contexts.set(host, made);
    return made;
  };
  const server = createServer(
    { SNICallback: (host, done) => done(null, contextOf(host)) },
    (asked, answer) => {
      void answerOf(`https://${asked.headers.host}${asked.url}`, issuers()).then(
        (body) => {
          answer.writeHead(body ? 200 : 404, { 'content-type': 'application/json' });
          answer.end(body && JSON.stringify(body));
        },
        () => answer.writeHead(503).end(),
      );
    },
  );
  const port = await listenHere(server);
  return {
    at: (host: string): number | undefined => (HOST.test(host) ? port : undefined),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

async function answerOf(url: string, issuers: readonly Issuer[]): Promise<unknown> {
  const issuer = issuers.find((one) => url.startsWith(`${one.url}/`));
  if (url === `${issuer?.url}/keys`) return issuer?.keys();
  if (url !== `${issuer?.url}/.well-known/openid-configuration`) return undefined;
  return {
    issuer: issuer?.url,
    jwks_uri: `${issuer?.url}/keys`,
    authorization_endpoint: 'urn:kubernetes:programmatic_authorization',
    response_types_supported: ['id_token'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['ES256'],
  };
}
