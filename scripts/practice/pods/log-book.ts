import type { Line } from './kubelet/kubelet.ts';

/** Whose log a line belongs to: every pod of a Deployment. */
export interface Writer {
  readonly namespace: string;
  readonly deployment: string;
}

const MOST_KEPT = 5000;

/** The lines that practice itself writes for what it plays. */
export class LogBook {
  private readonly written = new Map<string, Line[]>();

  write({ namespace, deployment }: Writer, text: string, at: Date = new Date()): void {
    const key = `${namespace}/${deployment}`;
    const lines = this.written.get(key) ?? [];
    this.written.set(key, lines);
    lines.push({ at, text });
    if (lines.length > MOST_KEPT) lines.splice(0, lines.length - MOST_KEPT);
  }

  /** What was written for a pod, by the Deployment that its name begins with. */
  of(namespace: string, pod: string): readonly Line[] {
    const [, deployment = pod] = /^(.+)-[a-z0-9]+-[a-z0-9]+$/.exec(pod) ?? [];
    return this.written.get(`${namespace}/${deployment}`) ?? [];
  }
}
