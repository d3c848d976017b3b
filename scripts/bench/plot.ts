import type { Result } from './scenarios.ts';

const WIDTH = 760;
const HEIGHT = 440;
const LEFT = 70;
const RIGHT = 150;
const TOP = 30;
const BOTTOM = 50;

const colours: Readonly<Record<string, string>> = {
  synth: '#1a7f37',
  'synth --check': '#8250df',
  helm: '#0969da',
  cdk8s: '#bc4c00',
  kustomize: '#cf222e',
};

/** Time by objects, both logarithmic, so that what grows linearly is a straight line of one slope. */
export function plot(results: readonly Result[]): string {
  const shown = results.filter(({ contender }) => contender in colours);
  const x = scale(
    shown.map(({ objects }) => objects),
    LEFT,
    WIDTH - RIGHT,
  );
  const y = scale(
    shown.map(({ ms }) => ms),
    HEIGHT - BOTTOM,
    TOP,
  );
  const lines = Object.keys(colours).flatMap((contender) => {
    const points = shown.filter((result) => result.contender === contender);
    const last = points.at(-1);
    if (!last) return [];
    const colour = colours[contender] ?? '';
    const path = points.map(({ objects, ms }) => `${x.at(objects)},${y.at(ms)}`).join(' ');
    return [
      `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>`,
      ...points.map(
        ({ objects, ms }) =>
          `<circle cx="${x.at(objects)}" cy="${y.at(ms)}" r="3" fill="${colour}"/>`,
      ),
      `<text x="${x.at(last.objects) + 8}" y="${y.at(last.ms) + 4}" fill="${colour}">${contender}</text>`,
    ];
  });
  const grid = [
    ...x.ticks.map(
      (tick) =>
        `<line x1="${x.at(tick)}" y1="${TOP}" x2="${x.at(tick)}" y2="${HEIGHT - BOTTOM}" stroke="#d0d7de"/>` +
        `<text x="${x.at(tick)}" y="${HEIGHT - BOTTOM + 18}" text-anchor="middle" fill="#57606a">${tick.toLocaleString('en-US')}</text>`,
    ),
    ...y.ticks.map(
      (tick) =>
        `<line x1="${LEFT}" y1="${y.at(tick)}" x2="${WIDTH - RIGHT}" y2="${y.at(tick)}" stroke="#d0d7de"/>` +
        `<text x="${LEFT - 8}" y="${y.at(tick) + 4}" text-anchor="end" fill="#57606a">${tick < 1000 ? `${tick} ms` : `${tick / 1000} s`}</text>`,
    ),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" role="img">`,
    '<title>Time to make a fleet, by its number of objects; both axes are logarithmic</title>',
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    ...grid,
    ...lines,
    `<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 10}" text-anchor="middle" fill="#24292f">objects</text>`,
    '</svg>',
    '',
  ].join('\n');
}

function scale(values: readonly number[], from: number, to: number) {
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.ceil(Math.log10(Math.max(...values)));
  const at = (value: number) =>
    Math.round(from + ((Math.log10(value) - low) / (high - low)) * (to - from));
  return { at, ticks: Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i)) };
}
