/** Today as the tag expires names a day, in UTC. */
export function today(): string {
  return dayOf(Date.now());
}

/** The day of a time, in UTC. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** Whether a day of the tag expires is over, so that `npm run down -- --expired` takes its cluster. */
export function isPast(day: string, asOf = today()): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(day) && day < asOf;
}
