import type { Page } from './playwright.ts';

/** What collides, is cut, broken or too narrow in a page, in words; nothing where all is well. */
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
      const texts = [...card.querySelectorAll('h4, dt, dd b, .scale text, .pods li, .fate')];
      pairs(texts, 'in a card');
      for (const text of texts) {
        if (!holds(outline, text.getBoundingClientRect()))
          found.push(`wider than its card: ${nameOf(text)}`);
      }
    }

    // What is in a box lies within it, and beside what else is in it.
    for (const picture of document.querySelectorAll('svg.boxes')) {
      if (!picture.checkVisibility()) continue;
      const outlineOf = (part: Element) =>
        part.querySelector(':scope > rect')?.getBoundingClientRect() ?? new DOMRect();
      for (const part of picture.querySelectorAll('.part')) {
        const inside = [...part.querySelectorAll(':scope > .part')];
        const texts = [...part.querySelectorAll(':scope > text')];
        for (const one of texts) {
          if (!holds(outlineOf(part), one.getBoundingClientRect()))
            found.push(`wider than its box: ${one.textContent}`);
        }
        for (const one of inside) {
          if (!holds(outlineOf(part), outlineOf(one)))
            found.push(`outside its box: ${nameOf(one)}`);
        }
        pairs([...inside, ...texts], `in ${nameOf(part)}`);
      }
      const letters = Math.min(
        ...[...picture.querySelectorAll('text')].map((one) => one.getBoundingClientRect().height),
      );
      if (letters < 10) found.push(`letters of ${letters} pixels in ${picture.id}`);
    }

    // A cell is wide enough, and holds what is in it without cutting it or breaking a word that would fit.
    for (const cell of document.querySelectorAll('th, td')) {
      if (!cell.checkVisibility()) continue;
      const { width } = cell.getBoundingClientRect();
      const name = `${cell.closest('table')?.id}: ${cell.textContent?.slice(0, 40)}`;
      if (innerWidth < 600 && width < innerWidth / 2)
        found.push(`narrower than half the page: ${name}`);
      if (cell.scrollWidth > cell.clientWidth + 1) found.push(`wider than its cell: ${name}`);
      const { paddingLeft, paddingRight } = getComputedStyle(cell);
      const room = width - parseFloat(paddingLeft) - parseFloat(paddingRight);
      const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
      for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        for (const { 0: word, index } of (text.textContent ?? '').matchAll(/\S+/g)) {
          const range = document.createRange();
          range.setStart(text, index);
          range.setEnd(text, index + word.length);
          const lines = [...range.getClientRects()].filter((rect) => rect.width > 0);
          const whole = lines.reduce((sum, rect) => sum + rect.width, 0);
          // A hyphen is where a word may be broken.
          const pieces = word.split('-').filter(Boolean).length;
          if (lines.length > pieces && whole <= room) found.push(`broken: ${word} in ${name}`);
        }
      }
    }

    // Only a picture scrolls sideways, and it says so.
    for (const element of document.querySelectorAll('body *')) {
      if (!element.checkVisibility() || element.closest('svg')) continue;
      const name = `${element.tagName.toLowerCase()} ${element.id || nameOf(element).slice(0, 40)}`;
      const isScroll = element.matches('.picture > .scroll');
      const scrolls = element.scrollWidth > element.clientWidth && element.clientWidth > 0;
      if (isScroll) {
        const says = element.previousElementSibling?.checkVisibility() ?? false;
        if (says !== scrolls)
          found.push(`${scrolls ? 'scrolls unsaid' : 'only says it scrolls'}: ${name}`);
      } else if (getComputedStyle(element).overflowX !== 'visible' && scrolls) {
        if (!element.matches('.unseen, .skip')) found.push(`cut, or scrolls: ${name}`);
      }
      if (
        element.getBoundingClientRect().right > innerWidth + 0.5 &&
        !element.closest('.scroll, .unseen, .skip')
      )
        found.push(`wider than the page: ${name}`);
    }
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways');
    return found;
  });
}
