import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

// Only what these tests use of playwright-core: its own types come with the package, which is installed by
// `npm run test:browser` alone, and the project's types must hold without it.

export interface Page {
  goto(url: string): Promise<unknown>;
  evaluate<R>(body: string | (() => R)): Promise<R>;
  evaluate<R, A>(body: (argument: A) => R, argument: A): Promise<R>;
  on(event: 'console', listener: (message: { text(): string }) => void): void;
  on(event: 'pageerror', listener: (error: Error) => void): void;
  on(event: 'request', listener: (request: { url(): string }) => void): void;
  emulateMedia(media: { media?: 'print' | 'screen' }): Promise<void>;
  pdf(options: { format: string; outline?: boolean; tagged?: boolean }): Promise<Buffer>;
  keyboard: { press(key: string): Promise<void> };
  locator(selector: string): { screenshot(): Promise<Buffer> };
  setViewportSize(size: { width: number; height: number }): Promise<void>;
}

export interface Context {
  newPage(): Promise<Page>;
  close(): Promise<void>;
  grantPermissions(permissions: readonly string[]): Promise<void>;
}

export interface Browser {
  newContext(options: {
    colorScheme?: 'dark' | 'light';
    viewport?: { width: number; height: number };
    javaScriptEnabled?: boolean;
  }): Promise<Context>;
  close(): Promise<void>;
}

interface Playwright {
  chromium: { launch(options: { executablePath: string; args: string[] }): Promise<Browser> };
}

const load = createRequire(import.meta.filename);

const { CHROMIUM } = process.env;
const candidates = CHROMIUM ? [CHROMIUM] : ['/usr/bin/chromium', '/usr/bin/chromium-browser'];

/** Starts the Chromium of this computer, with nothing of its own on the network. */
export async function startChromium(): Promise<Browser> {
  const executablePath = candidates.find((path) => existsSync(path));
  if (!executablePath) {
    throw new Error(
      `npm run test:browser needs Chromium, and there is none at ${candidates.join(' or ')}: ` +
        'apt-get install -y chromium, or name yours with CHROMIUM=/path/to/chromium',
    );
  }
  const { chromium } = module<Playwright>('playwright-core');
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** axe-core's own script, to be run in a page. */
export function axeScript(): string {
  return module<{ source: string }>('axe-core').source;
}

function module<T>(name: string): T {
  try {
    return load(name) as T;
  } catch {
    throw new Error(`${name} is not installed: run this by npm run test:browser`);
  }
}
