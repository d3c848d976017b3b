/** An image's reference, taken from a mirror when there is one: its prefix replaces the image's registry. */
export function imageFrom(registry: string | null, reference: string): string {
  if (!registry) return reference;
  const [first = '', ...rest] = reference.split('/');
  const namesRegistry = rest.length > 0 && /[.:]/.test(first);
  return `${registry}/${namesRegistry ? rest.join('/') : reference}`;
}
