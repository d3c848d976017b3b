const MOST_NAMED = 8;

/** Tells texts about clusters that say the same but for the cluster's name. */
export class Alike {
  private readonly groups = new Map<string, string[]>();

  /** Adds what is said of a cluster; false where the same was said of another one. */
  add(name: string, text: string): boolean {
    const form = text.replace(/[\w-]+/g, (word) => (word === name ? '' : word));
    const group = this.groups.get(form);
    if (group) group.push(name);
    else this.groups.set(form, [name]);
    return !group;
  }

  /** Of which clusters what was said of one holds too. */
  rest(): string[] {
    return [...this.groups.values()].flatMap(([first, ...others]) =>
      others.length === 0 ? [] : [`as in ${first}, so in ${listed(others)}`],
    );
  }
}

function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  const shown = names.slice(0, MOST_NAMED).join(', ');
  const others = names.length === 1 ? '1 more cluster' : `${names.length} more clusters`;
  return `${others}: ${shown}${more > 0 ? ` and ${more} others` : ''}`;
}
