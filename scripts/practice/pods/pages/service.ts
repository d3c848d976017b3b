import { imageName } from '../container/container.ts';
import type { Page } from './page.ts';

/** One of the shop's own services: it says that it is well, as each of them does. */
export const shopService: Page = async ({ path }, { container }) => {
  const service = imageName(container.image).split('/').at(-1) ?? '';
  const headers = { 'content-type': 'application/json' };
  const practice = `Practice plays this answer: no image runs, and on AWS it would come from ${container.image}.`;
  if (path.split('?')[0] !== '/health') {
    return { status: 404, headers, body: `${JSON.stringify({ practice, played: ['/health'] })}\n` };
  }
  const body = { practice, health: [{ service, status: 'OK' }] };
  return { status: 200, headers, body: `${JSON.stringify(body)}\n` };
};
