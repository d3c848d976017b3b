import { readArn } from './likely/other-forms.ts';
import { type Refusal, stringThat } from './fields.ts';

type Kind = 'user' | 'role' | 'policy';

/** The ARN of an IAM user, role or policy, as `kinds` allow. */
export function iamArn(...kinds: readonly Kind[]) {
  const pattern = new RegExp(
    `^arn:aws(-us-gov|-cn)?:iam::\\d{12}:(${kinds.join('|')})/[\\w+=,.@/-]+$`,
  );
  const allowed = kinds
    .map((kind) => `arn:aws:iam::<12-digit account>:${kind}/<name>`)
    .join(' or ');
  return stringThat(
    (text) => (pattern.test(text) ? undefined : { allowed, ...refusalOf(text, kinds, pattern) }),
    { allowed, pattern, read: readArn },
  );
}

function refusalOf(text: string, kinds: readonly Kind[], pattern: RegExp): Refusal {
  const session = /^arn:([a-z-]+):sts::(\d+):assumed-role\/([^/]+)/.exec(text);
  if (session) {
    const [, partition, account, role] = session;
    return {
      message: 'is the ARN of a session, not of the role behind it',
      fix: `did you mean arn:${partition}:iam::${account}:role/${role}?`,
    };
  }
  const is = `is not the ARN of an IAM ${kinds.join(' or ')}`;
  const [, account = '', what = '', name = ''] =
    /^arn:[\w-]+:iam::([^:]*):([\w-]+)\/?(.*)$/.exec(text) ?? [];
  const tidy = text
    .replace(/:(user|role|policy):/, ':$1/')
    .replace(/:iam:[a-z\d-]*:[\d -]+:/, (part) =>
      part.replace(/:iam:[^:]*:/, ':iam::').replace(/(\d)[ -]+(?=\d)/g, '$1'),
    );
  if (pattern.test(tidy)) return { message: is, fix: `did you mean ${tidy}?` };
  if (/^\d+$/.test(account) && account.length !== 12) {
    return {
      message: `${is}: an account number has 12 digits, not ${account.length}`,
      fix: 'aws sts get-caller-identity prints the number of your account',
    };
  }
  const reason = reasons[what];
  if (what === 'group') {
    return {
      message: `${is}: ${reason}`,
      fix: `aws iam get-group --group-name ${name} prints its users`,
    };
  }
  const isOther = ['user', 'role', 'policy'].includes(what);
  return {
    message: reason ? `${is}: ${reason}` : is,
    fix: printing(isOther || what === 'root' ? '' : name || text, kinds),
  };
}

const reasons: Readonly<Record<string, string>> = {
  root: 'it is the account as a whole',
  group: 'nobody signs in as a group',
  'instance-profile': 'it is what holds a role for EC2',
  user: 'it is a user',
  role: 'it is a role',
  policy: 'it is a policy',
};

// The command that prints what is wanted of this name, where it is one.
function printing(text: string, [kind = 'user']: readonly Kind[]): string | undefined {
  if (!/^[\w+=,.@-]*$/.test(text)) return undefined;
  if (kind === 'policy') return 'aws iam list-policies --scope Local prints those of your account';
  const title = kind === 'user' ? 'User' : 'Role';
  return `aws iam get-${kind} --${kind}-name ${text || 'NAME'} --query ${title}.Arn prints it`;
}
