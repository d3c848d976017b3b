/** The pods in which somebody lets a loop run now. */
export class Busy {
  private readonly loops = new Map<string, number>();

  /** Marks a pod as busy until the work has ended. */
  async during<T>(pod: string, work: () => Promise<T>): Promise<T> {
    this.loops.set(pod, (this.loops.get(pod) ?? 0) + 1);
    try {
      return await work();
    } finally {
      this.loops.set(pod, (this.loops.get(pod) ?? 1) - 1);
    }
  }

  /** Whether a loop runs in a pod, by `namespace/name`. */
  has(pod: string): boolean {
    return (this.loops.get(pod) ?? 0) > 0;
  }
}
