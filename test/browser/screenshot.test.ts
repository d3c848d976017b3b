import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { projectFile } from '../support/processes.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { opened, type View } from './support/open.ts';
import { makePage } from './support/pages.ts';
import { likeness } from './support/likeness.ts';
import { type Browser, startChromium } from './support/playwright.ts';

// README shows a part of the page in both colours. No two Chromiums draw letters alike, so the pictures are fresh where
// the part's own text is the one that they were made of, and where they look like it.

const SHOWN = 'created';
const DIGEST = projectFile('docs/report.sha256');
const pictures = {
  'docs/report.png': { colorScheme: 'light', width: 760 },
  'docs/report-dark.png': { colorScheme: 'dark', width: 760 },
} as const satisfies Record<string, View>;
const MOST_BYTES = 200_000;

const page = makePage(temporaryFolder(), 'sock-shop');
const updates = process.env.UPDATE_EXPECTED !== undefined;
let browser: Browser;

beforeAll(async () => {
  browser = await startChromium();
  if (!updates) return;
  for (const [file, view] of Object.entries(pictures)) {
    writeFileSync(projectFile(file), await shot(view));
  }
  writeFileSync(DIGEST, `${digestOf(readFileSync(page, 'utf8'))}\n`);
});

afterAll(() => browser?.close());

const shot = (view: View) =>
  opened(browser, page, view, ({ page: open }) => open.locator(`#${SHOWN} figure`).screenshot());

test('the pictures were made of this page', () => {
  const stale = 'UPDATE_EXPECTED=1 npm run test:browser -- screenshot makes them again';
  const made = readFileSync(DIGEST, 'utf8').trim();
  expect({ made, stale }).toEqual({ made: digestOf(readFileSync(page, 'utf8')), stale });
});

describe.each(Object.entries(pictures))('%s', (file, view) => {
  const kept = () => readFileSync(projectFile(file));

  test('looks like the page, and not like the page in other colours', async () => {
    const other = view.colorScheme === 'dark' ? 'light' : 'dark';
    expect(await likeness(browser, kept(), await shot(view))).toBeGreaterThan(0.97);
    expect(
      await likeness(browser, kept(), await shot({ ...view, colorScheme: other })),
    ).toBeLessThan(0.5);
  });

  test('is small', () => {
    expect(kept().length).toBeLessThan(MOST_BYTES);
  });
});

function digestOf(html: string): string {
  const [style] = /<style>[\s\S]*?<\/style>/.exec(html) ?? [];
  const [section] = new RegExp(`<section id="${SHOWN}"[\\s\\S]*?</section>`).exec(html) ?? [];
  if (!style || !section) throw new Error(`the page has no section ${SHOWN}, or no style`);
  return createHash('sha256').update(style).update(section).digest('hex');
}
