/** The tags by which a word of an autoscaler's command finds node groups: each key, and its value if the word has one. */
export function discoveryTags(word: string): (readonly [key: string, value?: string])[] {
  const [, tags] = /^--?node-group-auto-discovery=asg:tag=(.*)$/.exec(word) ?? [];
  return (tags?.split(',') ?? []).map((tag) => {
    const [key = '', value] = tag.split('=', 2);
    return [key, value];
  });
}
