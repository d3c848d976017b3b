import type { Page } from './playwright.ts';

/** What collides in a page's pictures and cards, in words; nothing where all is well. */
export function collisions(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const nameOf = (element: Element) =>
      element.getAttribute('data-node') ?? element.textContent ?? '';
    const meet = (a: DOMRect, b: DOMRect) =>
      a.left < b.right - 0.5 &&
      b.left < a.right - 0.5 &&
      a.top < b.bottom - 0.5 &&
      b.top < a.bottom - 0.5;
    const holds = (outer: DOMRect, inner: DOMRect) =>
      outer.left <= inner.left + 0.5 &&
      inner.right <= outer.right + 0.5 &&
      outer.top <= inner.top + 0.5 &&
      inner.bottom <= outer.bottom + 0.5;
    const pairs = (elements: readonly Element[], what: string) => {
      elements.forEach((a, index) =>
        elements.slice(index + 1).forEach((b) => {
          if (meet(a.getBoundingClientRect(), b.getBoundingClientRect()))
            found.push(`${what}: ${nameOf(a)} and ${nameOf(b)}`);
        }),
      );
    };

    for (const graph of document.querySelectorAll<SVGSVGElement>('svg.graph')) {
      const boxes = [...graph.querySelectorAll('.box rect')];
      const whole = graph.getBoundingClientRect();
      pairs(
        boxes.map((box) => box.parentElement ?? box),
        `boxes of ${graph.id}`,
      );
      pairs([...graph.querySelectorAll('text')], `labels of ${graph.id}`);
      for (const box of boxes) {
        const outline = box.getBoundingClientRect();
        if (!holds(whole, outline)) found.push(`outside ${graph.id}: ${nameOf(box)}`);
        for (const label of box.parentElement?.querySelectorAll('text') ?? []) {
          if (!holds(outline, label.getBoundingClientRect()))
            found.push(`wider than its box: ${nameOf(label)}`);
        }
      }
      for (const edge of graph.querySelectorAll<SVGPathElement>('.edge')) {
        const { from, to } = edge.dataset;
        const others = boxes.filter(
          (box) => ![from, to].includes(box.parentElement?.getAttribute('data-node') ?? ''),
        ) as SVGRectElement[];
        for (let way = 0; way <= edge.getTotalLength(); way += 3) {
          const { x, y } = edge.getPointAtLength(way);
          const hit = others.find((box) => {
            const { x: left, y: top, width, height } = box.getBBox();
            return x > left && x < left + width && y > top && y < top + height;
          });
          if (hit) {
            found.push(`${from} to ${to} crosses ${nameOf(hit.parentElement ?? hit)}`);
            break;
          }
        }
      }
    }

    for (const card of document.querySelectorAll('.node')) {
      const outline = card.getBoundingClientRect();
      const texts = [...card.querySelectorAll('h4, dt, dd b, .pods li, .fate')];
      pairs(texts, 'in a card');
      for (const text of texts) {
        if (!holds(outline, text.getBoundingClientRect()))
          found.push(`wider than its card: ${nameOf(text)}`);
      }
    }

    const blocks = [
      ...document.querySelectorAll('h1, h2, h3, .lead, table, figure, .commands, dl.facts'),
    ];
    for (const block of blocks) {
      const { right } = block.getBoundingClientRect();
      if (right > innerWidth + 0.5 && !block.closest('.scroll'))
        found.push(`wider than the page: ${block.id || nameOf(block).slice(0, 40)}`);
    }
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
    return found;
  });
}
