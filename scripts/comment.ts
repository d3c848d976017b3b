import { GitHubComments } from './comment/github-comments.ts';
import { writeComment } from './comment/one-comment.ts';
import { pullRequest } from './comment/pull-request.ts';
import { run } from './shared/run.ts';
import { readUpTo } from '../output/only-files.ts';
import { type Command, type Flag, parseArguments } from '../terminal/arguments.ts';
import { UsageError } from '../terminal/usage-error.ts';

const STANDARD_INPUT = 0;
const MOST_BYTES = 16 * 1024 * 1024;

const command = {
  name: 'comment',
  summary:
    'Writes its standard input as one comment on the pull request that a GitHub workflow runs for. From then on it rewrites this comment.',
  flags: {
    name: {
      type: 'string',
      value: 'NAME',
      help: 'tell comments apart, where several jobs write one each; the default is review',
    },
  },
} as const satisfies Command<Record<string, Flag>>;

run(async () => {
  const parsed = parseArguments(command);
  if (!parsed) return;
  const { name = 'review' } = parsed.flags;
  if (!/^[\w.-]+$/.test(name)) {
    throw new UsageError(
      `--name ${name} is not a name`,
      'write letters, digits, and the signs . _ -',
    );
  }
  const pull = pullRequest(process.env);
  const text = readUpTo(STANDARD_INPUT, MOST_BYTES).toString('utf8');
  if (text.trim() === '') {
    throw new UsageError(
      'the standard input is empty: nothing to write',
      'look whether the command before the pipe failed',
    );
  }
  console.log(await writeComment(new GitHubComments(pull), name, text));
});
