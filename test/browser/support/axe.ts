import type { Page } from './playwright.ts';
import { axeScript } from './playwright.ts';

interface Results {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** What axe-core finds wrong with a page: its rule, and the markup. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axeScript());
  const results = await page.evaluate<Promise<Results>>("axe.run({ resultTypes: ['violations'] })");
  return results.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
