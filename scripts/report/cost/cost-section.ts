import type { CapacityReport } from '../../../checks/capacity/report.ts';
import { nodesInWords, roughPrice } from '../../../checks/capacity/words.ts';
import { joined, markup } from '../html/html.ts';
import type { Section } from '../html/section.ts';
import { priceTable } from './price-table.ts';

/** What the cluster costs, rounded for people and line by line. */
export function costSection(report: CapacityReport): Section {
  const prices = report.prices.map(
    (price) =>
      markup`<span class="whole">${roughPrice(price)}</span> with ${nodesInWords(price.nodes)}`,
  );
  return {
    id: 'cost',
    title: 'What it costs',
    lead: markup`${joined(prices, '; ')}. It costs this from the minute in which you create it until you delete it with <code>npm run down</code>.`,
    body: priceTable(report),
  };
}
