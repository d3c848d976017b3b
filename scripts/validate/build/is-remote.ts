/** Whether kustomize would fetch what a kustomization names, instead of reading it from the disk. */
export function isRemote(path: string): boolean {
  return /:\/\/|^(?:git::|gh:|github\.com[/:])|^[^/]+@[^/]+:|\?(?:ref|version)=/.test(path);
}
