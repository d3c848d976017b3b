import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { findProgram } from '../../../aws/programs/find.ts';
import { gitIn } from '../../support/git.ts';
import { projectFile } from '../../support/processes.ts';
import { temporaryFolder } from '../../support/temporary.ts';
import { type Heard, listenTo } from './listen.ts';

// What every computer has; Node brings npm.
const usual = ['sh', 'bash', 'env', 'git', 'sed', 'cat', 'openssl', 'uname', 'dirname', 'basename'];

/** Somebody with a fresh clone and a computer of their own, on which not everything is installed. */
export class Newcomer {
  readonly clone = temporaryFolder();
  private readonly home = temporaryFolder();
  private readonly programs = join(this.home, 'bin');
  private aws: Server | undefined;
  private env: NodeJS.ProcessEnv = {};

  constructor() {
    const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
      cwd: projectFile('.'),
      encoding: 'utf8',
    });
    for (const file of files.split('\0').filter(isOfClone)) {
      mkdirSync(dirname(join(this.clone, file)), { recursive: true });
      cpSync(projectFile(file), join(this.clone, file));
    }
    const git = gitIn(this.clone);
    git('init', '--quiet');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'as cloned');
    // One by one, as npm ci would write them: the folder itself holds what is remembered of this clone.
    mkdirSync(join(this.clone, 'node_modules'));
    for (const name of readdirSync(projectFile('node_modules'))) {
      if (name.startsWith('.') && name !== '.bin') continue;
      symlinkSync(projectFile(`node_modules/${name}`), join(this.clone, 'node_modules', name));
    }
    mkdirSync(this.programs);
    symlinkSync(process.execPath, join(this.programs, 'node'));
    const npm = findProgram('npm', { PATH: `${dirname(process.execPath)}:${process.env.PATH}` });
    if (npm) symlinkSync(npm, join(this.programs, 'npm'));
    for (const name of usual) {
      const found = findProgram(name);
      if (found) symlinkSync(found, join(this.programs, name));
    }
  }

  /** Puts a program on the PATH that does what a script of Node says. */
  install(program: string, script: string): void {
    const path = join(this.programs, program);
    writeFileSync(path, `#!${process.execPath}\n${script}`);
    chmodSync(path, 0o755);
  }

  /** Has keys that AWS does not know. */
  async signIn(): Promise<void> {
    this.aws = createServer((request, response) => {
      const isXml = /x-www-form-urlencoded/.test(request.headers['content-type'] ?? '');
      const code = isXml ? 'InvalidClientTokenId' : 'UnrecognizedClientException';
      const said = 'The security token included in the request is invalid.';
      request.resume();
      response.writeHead(403, { 'x-amzn-errortype': code });
      response.end(
        isXml
          ? `<ErrorResponse><Error><Code>${code}</Code><Message>${said}</Message></Error></ErrorResponse>`
          : JSON.stringify({ message: said }),
      );
    });
    const { aws } = this;
    await new Promise<void>((resolve) => aws.listen(0, '127.0.0.1', resolve));
    const { port } = aws.address() as AddressInfo;
    this.env = {
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'example',
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    };
  }

  leave(): void {
    this.aws?.close();
  }

  /** Types a line into a shell. */
  type(line: string): Promise<Heard> {
    return listenTo('bash', ['-c', line], {
      cwd: this.clone,
      env: {
        PATH: this.programs,
        HOME: this.home,
        TABLES_AS_OF: process.env.TABLES_AS_OF,
        AWS_EC2_METADATA_DISABLED: 'true',
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
        NO_PROXY: '127.0.0.1',
        no_proxy: '127.0.0.1',
        NODE_OPTIONS: `--import ${projectFile('test/first-hour/support/own-internet.mjs')}`,
        npm_config_update_notifier: 'false',
        ...this.env,
      },
    });
  }
}

// The tests are the project's own, and nobody types them here.
function isOfClone(file: string): boolean {
  return file !== '' && !file.startsWith('test/');
}
