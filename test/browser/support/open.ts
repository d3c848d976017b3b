import { pathToFileURL } from 'node:url';
import type { Browser, Context, Page } from './playwright.ts';

/** How a page is looked at. */
export interface View {
  readonly colorScheme: 'dark' | 'light';
  readonly width: number;
}

export const views: Readonly<Record<string, View>> = {
  'in light': { colorScheme: 'light', width: 1280 },
  'in dark': { colorScheme: 'dark', width: 1280 },
  'on a phone': { colorScheme: 'light', width: 375 },
  'on a phone in dark': { colorScheme: 'dark', width: 320 },
};

/** From the smallest phone to a large screen. */
export const widths = [320, 390, 768, 1030, 1280, 1920, 2560] as const;

/** A page that was opened from disk, and whatever it said or asked for. */
export interface Opened {
  readonly page: Page;
  readonly said: readonly string[];
  readonly requested: readonly string[];
}

/** Opens a file as a reader does, and closes it when the work on it is done. */
export async function opened<T>(
  browser: Browser,
  file: string,
  { colorScheme, width }: View,
  work: (opened: Opened, context: Context) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
  try {
    const page = await context.newPage();
    const said: string[] = [];
    const requested: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(String(error)));
    page.on('request', (request) => requested.push(request.url()));
    await page.goto(pathToFileURL(file).href);
    return await work({ page, said, requested }, context);
  } finally {
    await context.close();
  }
}

/** A table's body as text, cell by cell. */
export function tableOf(page: Page, id: string): Promise<string[][]> {
  return page.evaluate(
    (table) =>
      [...document.querySelectorAll(`#${table} tbody tr`)].map((row) =>
        [...row.children].map((cell) => cell.textContent ?? ''),
      ),
    id,
  );
}
