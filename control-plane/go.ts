import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { ControlPlaneError } from './control-plane-error.ts';

const NO_GO = `Go is needed to build the control plane, and there is no \`go\` on the PATH.
Install Go 1.26 or newer (https://go.dev/dl) and run the command again. Only trying manifests on
a control plane needs it.`;

export interface GoOptions {
  /** Where it puts what it needs for the time being. */
  readonly temporary?: string;
  /** Whether it may write go.mod and go.sum. */
  readonly pins?: boolean;
  /** Told each line that it prints on stderr. */
  readonly heard?: (line: string) => void;
}

/** Runs a go command in a module's folder and returns its stdout. */
export async function go(args: string[], folder: string, more: GoOptions = {}): Promise<string> {
  const { code, stdout, stderr } = await run(args, folder, more);
  if (code === 0) return stdout;
  throw new ControlPlaneError(explain(args, stderr));
}

function run(args: string[], folder: string, { temporary, pins, heard }: GoOptions) {
  const env = {
    ...process.env,
    CGO_ENABLED: '0',
    GOFLAGS: `-mod=${pins ? 'mod' : 'readonly'} -buildvcs=false`,
    GOWORK: 'off',
    // The compiler collects its garbage less often: etcd takes 0.77 of the time. Above the limit it does so as usual.
    GOGC: process.env.GOGC ?? '800',
    GOMEMLIMIT: process.env.GOMEMLIMIT ?? '1GiB',
    ...(temporary && { GOTMPDIR: temporary }),
  };
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve, reject) => {
    const child = spawn('go', args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    if (heard) createInterface({ input: child.stderr }).on('line', heard);
    child.on('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ENOENT' ? new ControlPlaneError(NO_GO) : error),
    );
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

const CAUSES: [RegExp, string][] = [
  [
    /no space left on device/i,
    'The disk is full. Free some space, or move the caches by GOCACHE, GOMODCACHE and\n' +
      'XDG_CACHE_HOME, and run the command again; what is built already is kept.',
  ],
  [
    /requires go >=|toolchain not available|download go1|unknown directive|invalid go version/i,
    'This Go is too old, and it could not get a newer one by itself.\n' +
      'Install Go 1.26 or newer: https://go.dev/dl',
  ],
  [
    /checksum mismatch|SECURITY ERROR/i,
    'A downloaded module is not the one that go.sum pins. Do not use it: look at what stands\n' +
      'between here and the module proxy (`go env GOPROXY`), run `go clean -modcache`, try again.',
  ],
  [
    /dial tcp|i\/o timeout|no such host|proxyconnect|connection re|unexpected EOF|TLS handshake|: (4|5)\d\d |module lookup disabled|x509:/i,
    'A download failed. Check the connection and the module proxy (`go env GOPROXY`), and run\n' +
      'the command again; what was downloaded and built already is kept.',
  ],
  [
    /signal: killed|cannot allocate memory/i,
    'The compiler was killed, most likely for lack of memory: about 4 GiB are needed.\n' +
      'GOMAXPROCS=1 lowers it.',
  ],
];

function explain(args: string[], stderr: string): string {
  const lines = stderr.trimEnd().split('\n');
  const found = CAUSES.find(([pattern]) => pattern.test(stderr));
  const shown = found ? lines.filter((line) => found[0].test(line)) : lines;
  const advice = found?.[1] ?? 'The build failed; this is most likely a fault of this project.';
  return `${advice}\n\n  go ${args[0]}: ${shown.slice(-5).join('\n  ')}`;
}
