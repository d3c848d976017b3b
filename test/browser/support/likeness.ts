import type { Browser } from './playwright.ts';

/** How like two pictures are when one doesn't look closely: 1 where they are the same, 0 where one is black and the other white. */
export async function likeness(browser: Browser, ...pictures: readonly [Buffer, Buffer]) {
  const context = await browser.newContext({});
  try {
    const page = await context.newPage();
    return await page.evaluate(
      async (sources) => {
        // So small that a letter is less than a pixel.
        const [width, height] = [64, 48];
        const [a, b] = await Promise.all(
          sources.map(async (source) => {
            const image = new Image();
            image.src = source;
            await image.decode();
            const canvas = new OffscreenCanvas(width, height);
            const drawing = canvas.getContext('2d');
            if (!drawing) throw new Error('no canvas');
            drawing.imageSmoothingQuality = 'high';
            drawing.drawImage(image, 0, 0, width, height);
            const { data } = drawing.getImageData(0, 0, width, height);
            return { shape: image.width / image.height, data };
          }),
        );
        if (!a || !b || Math.abs(a.shape / b.shape - 1) > 0.05) return 0;
        const off = a.data.reduce((sum, value, at) => sum + Math.abs(value - (b.data[at] ?? 0)), 0);
        return 1 - off / (255 * a.data.length);
      },
      pictures.map((picture) => `data:image/png;base64,${picture.toString('base64')}`),
    );
  } finally {
    await context.close();
  }
}
