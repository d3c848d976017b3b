import { Agent, request } from 'node:https';

export interface ApiAnswer {
  status: number;
  /** The parsed body, or its text where it isn't JSON. */
  body: unknown;
}

export type ApiRequest = (method: string, path: string, body?: unknown) => Promise<ApiAnswer>;

const PATCH = 'application/merge-patch+json';

/** A client for the API server; it trusts the control plane's own authority only. */
export function apiClient(url: string, ca: string, token: string): ApiRequest {
  const agent = new Agent({ keepAlive: true, ca });
  return (method, path, body) =>
    new Promise((resolve, reject) => {
      const headers = {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        'content-type': method === 'PATCH' ? PATCH : 'application/json',
      };
      const sent = request(new URL(path, url), { method, headers, agent }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => (text += part));
        answer.on('error', reject);
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: parse(text) }));
      });
      sent.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body));
    });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
