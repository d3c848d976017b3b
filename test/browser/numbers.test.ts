import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { allows, parsePolicy, type PodEnd } from '../../checks/network/evaluate.ts';
import { parseBytes, parseMillicores } from '../../checks/capacity/quantities.ts';
import { expectedLearners } from '../../config/learners/expected.ts';
import type { KubeObject } from '../../output/manifest.ts';
import { configOf } from '../support/configs.ts';
import { podsOf } from '../support/objects.ts';
import { temporaryFolder } from '../support/temporary.ts';
import {
  type CapacityJson,
  clusters,
  type ExposedJson,
  type Made,
  makeAll,
} from './support/clusters.ts';
import { opened, tableOf, type View } from './support/open.ts';
import { type Browser, type Page, startChromium } from './support/playwright.ts';

const folder = temporaryFolder();
const view: View = { colorScheme: 'light', width: 1280 };
let browser: Browser;
let made: Made;

beforeAll(async () => {
  browser = await startChromium();
  made = await makeAll(folder);
});

afterAll(() => browser?.close());

const look = <T>(cluster: string, work: (page: Page) => Promise<T>) =>
  opened(browser, made.page(cluster), view, ({ page }) => work(page));

const SHOP = 'apps/1-sock-shop.k8s.yaml';
const shops = Object.keys(clusters).filter((name) => name !== 'no-shop');
const percent = (share: number) => `${Math.round(share * 100)}%`;
const mebibytes = (bytes: number) => `${Math.round(bytes / 2 ** 20)}Mi`;

describe.each(Object.keys(clusters))('%s', (cluster) => {
  const capacityOf = (): CapacityJson => {
    const found = made.capacity.find((one) => one.cluster === cluster);
    if (!found) throw new Error(`npm run capacity has no ${cluster}`);
    return found;
  };

  test('the nodes are those of npm run capacity, in the table and in the picture', async () => {
    const { atRest, prices } = capacityOf();
    const counts = prices.flatMap(
      ({ nodes }) => atRest.counts.find(({ count }) => count === nodes) ?? [],
    );
    expect(counts.length).toBeGreaterThan(0);
    const { table, cards } = await look(cluster, async (page) => ({
      table: await tableOf(page, 'nodes-table'),
      cards: await page.evaluate(() =>
        Object.fromEntries(
          [...document.querySelectorAll('figure.count')].map((figure) => [
            figure.id.replace('nodes-', ''),
            [...figure.querySelectorAll('.node')].map((card) => ({
              shares: [...card.querySelectorAll('dd b')].map((share) => share.textContent),
              pods: card.querySelectorAll('.pods li').length,
              stays: card.querySelector('.fate b')?.textContent === 'Stays',
              lengths: [...card.querySelectorAll('.bar')].map((bar) =>
                [...bar.querySelectorAll('rect')].reduce(
                  (sum, piece) => sum + Number(piece.getAttribute('width')),
                  0,
                ),
              ),
            })),
          ]),
        ),
      ),
    }));
    for (const { count, nodes } of counts) {
      expect(table.filter(([name]) => name?.endsWith(` of ${count}`))).toEqual(
        nodes.map(({ cpu, memory, pods, kept }, index) => [
          `${index + 1} of ${count}`,
          percent(cpu),
          percent(memory),
          String(pods),
          kept ? `stays: ${kept}` : 'removes it',
        ]),
      );
      const shown = cards[count] ?? [];
      expect(shown.length).toBe(Math.min(count, 12));
      shown.forEach((card, index) => {
        const node = nodes[index];
        expect(card.shares).toEqual([percent(node?.cpu ?? NaN), percent(node?.memory ?? NaN)]);
        expect(card.pods).toBe(node?.pods);
        expect(card.stays).toBe(node?.kept !== undefined);
        // A bar is 1000 long, and each piece is rounded to a tenth.
        expect(Math.abs((card.lengths[0] ?? NaN) - (node?.cpu ?? NaN) * 1000)).toBeLessThan(2);
        expect(Math.abs((card.lengths[1] ?? NaN) - (node?.memory ?? NaN) * 1000)).toBeLessThan(2);
      });
    }
  });

  test('what pods ask for is what npm run capacity counts', async () => {
    const { pods, perNode } = capacityOf();
    const table = await look(cluster, (page) => tableOf(page, 'pods-table'));
    expect(table.map(([name, , , cpu, memory]) => [name, cpu, memory])).toEqual(
      [...perNode, ...pods].map(({ name, cpu, memory }) => [name, `${cpu}m`, mebibytes(memory)]),
    );
  });

  test('the prices are those of npm run capacity', async () => {
    const { prices } = capacityOf();
    const table = new Map(
      (await look(cluster, (page) => tableOf(page, 'prices-table'))).map(
        ([name = '', ...cells]) => [name, cells],
      ),
    );
    const least = (complete: boolean) => (complete ? '' : '≥ ');
    expect(table.get('Together, an hour')).toEqual(
      prices.map(({ hour, complete }) => `${least(complete)}${hour.toFixed(4)}`),
    );
    expect(table.get('Together, a day')).toEqual(
      prices.map(({ day, complete }) => `${least(complete)}${day.toFixed(2)}`),
    );
    expect(table.get('Together, a month')).toEqual(
      prices.map(({ month, complete }) => `${least(complete)}${month.toFixed(2)}`),
    );
    for (const { item } of prices.flatMap(({ lines }) => lines)) {
      expect(table.get(item)).toEqual(
        prices.map(({ lines }) => {
          const line = lines.find((one) => one.item === item);
          return line && (line.hour === undefined ? 'unknown' : line.hour.toFixed(4));
        }),
      );
    }
  });

  test('the entrances are those of npm run exposure', async () => {
    const exposed = made.exposure.find((one) => one.cluster === cluster)?.exposed ?? [];
    const { table, namespaces } = await look(cluster, async (page) => ({
      table: await tableOf(page, 'reach-table'),
      namespaces: await tableOf(page, 'reach-namespaces-table'),
    }));
    const keyOf = (one: ExposedJson) => `${one.what} ${nameOf(one)} ${one.from.join()}`;
    const alike = (one: ExposedJson) => exposed.filter((other) => keyOf(other) === keyOf(one));
    const isFolded = (one: ExposedJson) =>
      table.some(([object]) => object === `${nameOf(one)} in ${alike(one).length} namespaces`);
    const plain = table.filter(([object]) => !/ in \d+ namespaces$/.test(object ?? ''));
    expect(
      plain.map(([object, what, , from, , file]) => [object, what, from, file]).sort(),
    ).toEqual(
      exposed
        .filter((one) => !isFolded(one))
        .map(({ object, what, from, file }) => [
          object,
          what,
          from.length > 0 ? from.join(', ') : 'unknown',
          file,
        ])
        .sort(),
    );
    expect(table.length > plain.length).toBe(cluster === 'class');
    const folded = exposed.filter(isFolded).map((one) => /(?<=^\S+ )[^/]+/.exec(one.object)?.[0]);
    expect(namespaces.map(([name]) => name)).toEqual([...new Set(folded)]);
  });

  test('whoever shares a cluster has one row, with what is theirs', async () => {
    const learners = expectedLearners(configOf({ name: cluster, ...clusters[cluster] }));
    const { reach, roles } = await look(cluster, async (page) => ({
      reach: await tableOf(page, 'reach-namespaces-table'),
      roles: await tableOf(page, 'roles-each-table'),
    }));
    for (const { name, nodePort, principal } of learners) {
      expect(reach).toContainEqual([`${name}-bc-svc`, String(nodePort), `exercises/${name}/`]);
      expect(roles).toContainEqual([principal, `group learner-${name}`]);
    }
    expect(roles).toHaveLength(learners.length);
  });
});

/** `Service jenkins` of `Service dev-bc-svc/jenkins`. */
function nameOf({ object }: ExposedJson): string {
  return object.replace(/ [^/]*\//, ' ');
}

describe.each(shops)('the shop of %s', (cluster) => {
  const shopOf = () => made.dist(cluster, SHOP);

  test('its pods ask for what dist/ says', async () => {
    const table = await look(cluster, (page) => tableOf(page, 'pods-table'));
    const byName = new Map(table.map(([name = '', , , cpu, memory]) => [name, [cpu, memory]]));
    for (const { owner, containers } of podsOf(shopOf())) {
      const sum = (parse: (quantity: unknown) => number | undefined, key: string) =>
        containers.reduce((total, one) => total + (parse(one.resources?.requests?.[key]) ?? 0), 0);
      const own =
        byName.get(`sock-shop/${owner.metadata.name}`) ??
        byName.get(`sock-shop/${owner.metadata.name}-1`);
      expect(own).toEqual([
        `${sum(parseMillicores, 'cpu')}m`,
        mebibytes(sum(parseBytes, 'memory')),
      ]);
    }
  });

  test('its images are among the versions', async () => {
    const table = await look(cluster, (page) => tableOf(page, 'images-table'));
    const shown = new Set(table.map(([image]) => image));
    const images = podsOf(shopOf()).flatMap(({ containers }) =>
      containers.map(({ image }) => image),
    );
    expect(images.length).toBeGreaterThan(13);
    expect(images.filter((image) => !shown.has(image))).toEqual([]);
  });

  test('every arrow is let through by the NetworkPolicies in dist/, and every other call is cut', async () => {
    const shop = shopOf();
    const policies = shop.filter(({ kind }) => kind === 'NetworkPolicy').map(parsePolicy);
    const ends = new Map(podsOf(shop).map((pod) => [pod.owner.metadata.name, endOf(pod)]));
    const { arrows, ports } = await look(cluster, (page) => page.evaluate(drawn));
    const between = arrows.filter(([from]) => from !== undefined && ends.has(from));
    expect(between.length).toBe(15);
    const lets = (from: string, to: string, port: number) => {
      const [caller, target] = [ends.get(from), ends.get(to)];
      return caller && target && allows(policies, caller, target, port, 'TCP').allowed;
    };
    const cut = between.filter(([from = '', to = '']) => !lets(from, to, Number(ports[to])));
    expect(cut).toEqual([]);
    const isDrawn = new Set(between.map(([from, to]) => `${from} ${to}`));
    const more = [...ends].flatMap(([to, { ports: declared }]) =>
      [...ends.keys()].flatMap((from) =>
        declared
          .filter(({ port }) => lets(from, to, port) && !isDrawn.has(`${from} ${to}`))
          .map(({ port }) => `${from} ${to} ${port}`),
      ),
    );
    expect(more).toEqual([]);
  });
});

/** The call graph as it is drawn: its arrows, and the port that is written on each box. */
function drawn() {
  return {
    arrows: [...document.querySelectorAll<SVGPathElement>('#call-graph .edge')].map(
      ({ dataset: { from, to } }) => [from, to],
    ),
    ports: Object.fromEntries(
      [...document.querySelectorAll('#call-graph .box')].map((box) => [
        box.getAttribute('data-node') ?? '',
        box.querySelector('.detail')?.textContent?.replace('port ', ''),
      ]),
    ),
  };
}

function endOf({ owner, labels, containers }: ReturnType<typeof podsOf>[number]): PodEnd {
  const { name, namespace = '' } = (owner as KubeObject).metadata;
  return {
    kind: 'pod',
    name,
    namespace,
    namespaceLabels: { 'kubernetes.io/metadata.name': namespace },
    labels,
    ports: containers.flatMap(({ ports = [] }) =>
      ports.map(({ name, containerPort }) => ({ name, port: containerPort, protocol: 'TCP' })),
    ),
  };
}
