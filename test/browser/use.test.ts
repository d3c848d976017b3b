import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '../support/temporary.ts';
import { opened, type View } from './support/open.ts';
import { makePage } from './support/pages.ts';
import { type Browser, type Page, startChromium } from './support/playwright.ts';

const folder = temporaryFolder();
const view: View = { colorScheme: 'light', width: 1280 };
let browser: Browser;

beforeAll(async () => {
  browser = await startChromium();
});

afterAll(() => browser?.close());

const look = <T>(work: (page: Page) => Promise<T>, cluster = 'sock-shop') =>
  opened(browser, makePage(folder, cluster), view, ({ page }) => work(page));

/** What has the focus, in words, and whether one can see that it has. */
function focused() {
  const element = document.activeElement;
  if (!element || element === document.body) return undefined;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
  return {
    name: `${element.tagName.toLowerCase()} ${name}`,
    visible: outlineStyle !== 'none' && outlineWidth !== '0px',
  };
}

describe('the keyboard', () => {
  test('reaches everything, in the order of the page, and one sees where it is', async () => {
    const { reached, all } = await look(async (page) => {
      const reached: ReturnType<typeof focused>[] = [];
      for (let steps = 0; steps < 200; steps++) {
        await page.keyboard.press('Tab');
        const now = await page.evaluate(focused);
        if (!now) break;
        reached.push(now);
      }
      const all = await page.evaluate(() =>
        [...document.querySelectorAll('a[href], button, summary, [tabindex="0"]')]
          .filter(
            (element) =>
              element.checkVisibility() && !element.closest('details:not([open]) > :not(summary)'),
          )
          .map(
            (element) =>
              `${element.tagName.toLowerCase()} ${element.getAttribute('aria-label') ?? element.textContent}`,
          ),
      );
      return { reached, all };
    });
    expect(all.length).toBeGreaterThan(30);
    expect(reached.map((one) => one?.name)).toEqual(all);
    expect(reached.filter((one) => !one?.visible)).toEqual([]);
  });

  test('skips to the content', async () => {
    const id = await look(async (page) => {
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      return page.evaluate(() => document.activeElement?.id);
    });
    expect(id).toBe('content');
  });

  test('unfolds what is folded', async () => {
    const folded = () => document.querySelectorAll('details:not([open])').length;
    const [before, after] = await look(async (page) => {
      const before = await page.evaluate(folded);
      await page.evaluate(() =>
        document.querySelector<HTMLElement>('details:not([open]) summary')?.focus(),
      );
      await page.keyboard.press('Enter');
      return [before, await page.evaluate(folded)];
    });
    expect(after).toBe((before ?? 0) - 1);
  });
});

describe('copying a command', () => {
  const command = 'npm run allow-me -- --cluster sock-shop';
  const press = async (page: Page) => {
    await page.evaluate(() => document.querySelector<HTMLElement>('.copy')?.focus());
    await page.keyboard.press('Enter');
    // In one go, for the button says so for two seconds only.
    return page.evaluate(async () => {
      const button = () => document.querySelector('.copy')?.textContent;
      while (button() === 'Copy') await new Promise(requestAnimationFrame);
      return {
        button: button(),
        said: document.querySelector('#said')?.textContent,
        selected: String(getSelection()),
      };
    });
  };

  test('puts exactly the command on the clipboard', async () => {
    await opened(browser, makePage(folder, 'sock-shop'), view, async ({ page }, context) => {
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      expect(await press(page)).toEqual({
        button: 'Copied',
        said: 'The command was copied.',
        selected: '',
      });
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(command);
    });
  });

  test('works where the clipboard is refused', async () => {
    const result = await look(async (page) => {
      await page.evaluate(() => {
        navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
      });
      return press(page);
    });
    expect(result).toEqual({
      button: 'Copied',
      said: 'The command was copied.',
      selected: command,
    });
  });

  test('selects the command where nothing may be copied', async () => {
    const result = await look(async (page) => {
      await page.evaluate(() => {
        Object.defineProperty(navigator, 'clipboard', { value: undefined });
        document.execCommand = () => false;
      });
      return press(page);
    });
    expect(result.button).toBe('Selected');
    expect(result.said).toContain('copy it with the keyboard');
    expect(result.selected).toBe(command);
  });

  test('a command of several lines is copied as it is', async () => {
    const commands = await look(
      (page) =>
        page.evaluate(() => [...document.querySelectorAll('code')].map((code) => code.textContent)),
      'alb',
    );
    expect(
      commands.filter((text) => text?.startsWith('helm upgrade') && text.includes(' \\\n  --set')),
    ).toHaveLength(1);
  });
});

test('without script, everything but the copy buttons is there', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  try {
    const page = await context.newPage();
    await page.goto(`file://${makePage(folder, 'sock-shop')}`);
    const seen = await page.evaluate(() => ({
      buttons: [...document.querySelectorAll('button')].filter((button) => button.checkVisibility())
        .length,
      graphs: [...document.querySelectorAll('svg.graph')].filter((graph) => graph.checkVisibility())
        .length,
      cards: document.querySelectorAll('.node').length,
    }));
    expect(seen).toEqual({ buttons: 0, graphs: 3, cards: 9 });
  } finally {
    await context.close();
  }
});

describe('a print', () => {
  test.each(['sock-shop', 'alb', 'no-shop'])(
    'of %s has every section and every table',
    async (cluster) => {
      const { headings, folded, hidden, pdf } = await look(async (page) => {
        // What the style sheet shows by itself, before printing lets the script unfold everything.
        await page.emulateMedia({ media: 'print' });
        const seen = await page.evaluate(() => ({
          headings: [...document.querySelectorAll('h1, h2, h3')].map(
            (one) => one.textContent ?? '',
          ),
          folded: [...document.querySelectorAll('table')]
            .filter((table) => !table.checkVisibility())
            .map(({ id }) => id),
          hidden: [...document.querySelectorAll('nav, .copy, .hint, summary:not(:has(h3))')].filter(
            (one) => one.checkVisibility(),
          ).length,
        }));
        const pdf = await page.pdf({ format: 'A4', outline: true, tagged: true });
        return { ...seen, pdf: pdf.toString('latin1') };
      }, cluster);
      expect(folded).toEqual([]);
      expect(hidden).toBe(0);
      expect(pdf.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(2);
      const outline = titlesOf(pdf);
      expect(headings.filter((heading) => !outline.includes(heading))).toEqual([]);
    },
  );
});

/** The titles in a PDF's outline: plain, or in UTF-16 where a letter needs it. */
function titlesOf(pdf: string): string[] {
  return [...pdf.matchAll(/\/Title (?:\(((?:[^()\\]|\\.)*)\)|<([0-9A-Fa-f]+)>)/g)].map(
    ([, plain, hex]) =>
      plain?.replaceAll(/\\(.)/g, '$1') ??
      Buffer.from(hex ?? '', 'hex')
        .swap16()
        .toString('utf16le')
        .replace(/^\uFEFF/, ''),
  );
}
