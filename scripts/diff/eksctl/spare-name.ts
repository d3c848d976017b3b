const LONGEST = 63;

/** A name beside another one, which nothing else has: `workers-next`. */
export function spareName(name: string, isTaken: (name: string) => boolean): string {
  for (let number = 1; ; number++) {
    const ending = number === 1 ? '-next' : `-next-${number}`;
    const spare = `${name.slice(0, LONGEST - ending.length)}${ending}`;
    if (!isTaken(spare)) return spare;
  }
}
