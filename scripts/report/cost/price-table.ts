import { HOURS_A_DAY, HOURS_A_MONTH } from '../../../checks/capacity/price.ts';
import type { CapacityReport, PriceAtCount } from '../../../checks/capacity/report.ts';
import { billedByUse, nodesInWords, priceInWords } from '../../../checks/capacity/words.ts';
import { pricesRead } from '../../../tables/prices.ts';
import { type Html, markup } from '../html/html.ts';
import { table } from '../html/table.ts';

/** What the cluster costs at its counts of nodes, line by line. */
export function priceTable({ prices, byUse, cohort }: CapacityReport): Html {
  const items = [...new Set(prices.flatMap(({ lines }) => lines.map(({ item }) => item)))];
  const unknown = [...new Set(prices.flatMap((price) => price.unknown))];
  const row = (name: string, cell: (price: PriceAtCount) => string) => ({
    cells: [name, ...prices.map(cell)],
  });
  const totals: readonly (readonly [string, number])[] = [
    ['an hour', 1],
    ['a day', HOURS_A_DAY],
    ['a month', HOURS_A_MONTH],
  ];
  return markup`${table({
    id: 'prices-table',
    caption: 'USD, on demand, without tax',
    columns: [
      { name: 'An hour' },
      ...prices.map(({ nodes, called }) => ({
        name: `${nodesInWords(nodes)} (${called.join(', ')})`,
        number: true,
      })),
    ],
    rows: [
      ...items.map((item) => row(item, (price) => lineOf(price, item))),
      ...totals.map(([name, hours]) => ({
        ...row(`Together, ${name}`, (price) => priceInWords(price, hours)),
        total: true,
      })),
      ...(cohort
        ? [
            row('Learners, when full', ({ learners }) => String(learners ?? '–')),
            row('Per learner, an hour', (price) =>
              price.learners ? priceInWords(price, 1, price.learners) : '–',
            ),
          ]
        : []),
    ],
  })}
<p class="quiet">List prices read up to ${pricesRead}.${unknown.length > 0 && ` Not included, because the price is unknown here: ${unknown.join('; ')}.`} Not included, because it depends on use: ${billedByUse(byUse, items.includes('NAT gateway'))}.</p>`;
}

function lineOf({ lines }: PriceAtCount, item: string): string {
  const line = lines.find((one) => one.item === item);
  if (!line) return '–';
  return line.hour === undefined ? 'unknown' : line.hour.toFixed(4);
}
