import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LogBook } from '../../scripts/practice/pods/log-book.ts';
import { Web } from '../../scripts/practice/pods/web.ts';
import type { LivePod } from '../../scripts/shared/live-objects.ts';
import { apiOf, objectsOf, stoodUp } from '../scripts/practice/support/stood-up.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { violations } from './support/axe.ts';
import { opened, views } from './support/open.ts';
import { type Browser, startChromium } from './support/playwright.ts';

// The pages that practice plays, as a browser shows them.

const folder = temporaryFolder();
const objects = stoodUp(objectsOf());
const web = new Web(apiOf(objects), new LogBook());
let browser: Browser;

beforeAll(async () => (browser = await startChromium()));
afterAll(() => browser?.close());

describe.each([
  ['the shop', 'front-end', 8079, '/'],
  ["Jenkins' first login", 'jenkins', 8080, '/login'],
] as const)('%s', (_, workload, port, path) => {
  test.each(Object.entries(views))('is readable %s', async (name, view) => {
    const file = join(folder, `${workload}-${name}.html`);
    writeFileSync(file, await bodyOf(workload, port, path));
    await opened(browser, file, view, async ({ page, requested }) => {
      const tooWide = await page.evaluate(
        () => document.documentElement.scrollWidth - window.innerWidth,
      );
      expect({ tooWide, wrong: await violations(page) }).toEqual({ tooWide: 0, wrong: [] });
      expect(requested.filter((url) => !/^(data|file):/.test(url))).toEqual([]);
    });
  });
});

async function bodyOf(workload: string, port: number, path: string): Promise<string> {
  const pods = objects.filter(({ kind }) => kind === 'Pod') as unknown as LivePod[];
  const pod = pods.find(({ metadata }) => metadata.name.split('-0a1b2c3d4e-')[0] === workload)!;
  const asked = {
    method: 'GET',
    host: 'localhost',
    cookies: new Map(),
    form: new URLSearchParams(),
  };
  return (await web.ask(pod, port, { ...asked, path }))?.body ?? '';
}
