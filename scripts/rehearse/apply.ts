import type { Kubectl } from '../../control-plane/control-plane.ts';

/** What became of one `kubectl apply`. */
export interface Applied {
  /** As its user would have written it. */
  readonly command: string;
  readonly objects: number;
  /** What the API server warned of. */
  readonly warnings: readonly string[];
  /** What was refused. */
  readonly errors: readonly string[];
}

/** Applies folders of manifests in one go. */
export async function apply(
  kubectl: Kubectl,
  folders: readonly string[],
  cwd: string,
): Promise<Applied> {
  const args = ['apply', ...folders.flatMap((folder) => ['-f', folder])];
  const { code, stdout, stderr } = await kubectl(args, { cwd });
  return { command: `kubectl ${args.join(' ')}`, ...outcome(code, stdout, stderr) };
}

/** Reads what kubectl printed. */
export function outcome(code: number, stdout: string, stderr: string): Omit<Applied, 'command'> {
  const said = stderr.split('\n').filter((line) => line.trim() !== '');
  const warnings = said.filter(isWarning).map((line) => line.replace(/^Warning: /, ''));
  const errors = said.filter((line) => !isWarning(line));
  return {
    objects: stdout.split('\n').filter((line) => line !== '').length,
    warnings,
    errors: code !== 0 && errors.length === 0 ? [`kubectl ended with exit code ${code}`] : errors,
  };
}

function isWarning(line: string): boolean {
  return line.startsWith('Warning: ');
}
