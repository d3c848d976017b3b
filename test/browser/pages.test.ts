import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pathToFileURL } from 'node:url';
import { temporaryFolder } from '../support/temporary.ts';
import { violations } from './support/axe.ts';
import { clusters } from './support/clusters.ts';
import { collisions } from './support/geometry.ts';
import { opened, type View, views, widths } from './support/open.ts';
import { makePage } from './support/pages.ts';
import { type Browser, type Page, startChromium } from './support/playwright.ts';

const folder = temporaryFolder();
let browser: Browser;

beforeAll(async () => {
  browser = await startChromium();
});

afterAll(() => browser?.close());

describe.each(Object.keys(clusters))('%s', (cluster) => {
  const file = makePage(folder, cluster);

  test.each(Object.entries(views))(
    '%s: silent, asks nothing of a network, nothing overlaps, axe finds nothing',
    async (_, view: View) => {
      await opened(browser, file, view, async ({ page, said, requested }) => {
        expect(await collisions(page)).toEqual([]);
        await unfold(page);
        expect(await collisions(page)).toEqual([]);
        expect(await violations(page)).toEqual([]);
        expect(said).toEqual([]);
        expect(requested).toEqual([pathToFileURL(file).href]);
      });
    },
  );

  test('is right at every width', async () => {
    await opened(browser, file, { colorScheme: 'light', width: 1280 }, async ({ page }) => {
      await unfold(page);
      const found: Record<number, string[]> = {};
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        await page.evaluate(() => new Promise(requestAnimationFrame));
        found[width] = await collisions(page);
      }
      expect(found).toEqual(Object.fromEntries(widths.map((width) => [width, []])));
    });
  });
});

test('light and dark are two', async () => {
  const file = makePage(folder, 'sock-shop');
  const paper = (view: View) =>
    opened(browser, file, view, ({ page }) =>
      page.evaluate(() => {
        const { backgroundColor, color } = getComputedStyle(document.body);
        return [backgroundColor, color];
      }),
    );
  const light = await paper({ colorScheme: 'light', width: 1280 });
  const dark = await paper({ colorScheme: 'dark', width: 1280 });
  expect(light).not.toEqual(dark);
});

function unfold(page: Page): Promise<void> {
  return page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
}
