import { lay, type Table } from '../../terminal/table.ts';
import { sentence } from '../../terminal/wrap.ts';
import type { ComparedEntry } from './compare-entries.ts';
import { problemsIn, type Who } from './who.ts';

// Within the caller's account a principal's name is enough; commands have the whole.
function named(arn: string, { caller }: Who): string {
  const [, , , , account = ''] = caller.split(':');
  const [, , service, , owner] = arn.split(':');
  return service === 'iam' && owner === account ? arn.split(':').slice(5).join(':') : arn;
}

/** All of it as its reader sees it: a table each, and under it what is wrong and what mends it. */
export function reportLines(found: Who): string[] {
  const count = problemsIn(found);
  return [
    ...sentence(`${found.cluster} in ${found.region}, asked by ${found.caller}`),
    '',
    ...entryLines(found),
    ...section('Roles of the cluster itself', found.roles, ({ of, role, policies }) => [
      of,
      named(role, found),
      policies.join(', '),
    ]),
    ...accountLines(found),
    ...bindingLines(found),
    ...sentence(
      count === 0
        ? `Nothing wrong${found.hasFile ? ': it is as the cluster file says' : ''}.`
        : `${count === 1 ? '1 thing is' : `${count} things are`} not as they should be: marked with !`,
    ),
  ];
}

function entryLines(found: Who): string[] {
  const { entries, hasFile, authenticationMode, cluster } = found;
  const rows = entries.map((entry) => [
    named(entry.principal, found),
    entry.given ?? '-',
    ...(hasFile ? [entry.wanted ?? '-'] : []),
    entry.verdict,
  ]);
  const head = ['principal', 'EKS gives', ...(hasFile ? ['the file gives'] : []), ''];
  return [
    ...sentence("Who EKS lets in (access entries), beside the cluster file's access"),
    ...marked({ head, rows }, entries.map(fixesOf)),
    ...(hasFile ? [] : below(`no cluster file for ${cluster} here: nothing to compare with`)),
    ...(authenticationMode === 'API'
      ? []
      : below(
          `authentication mode ${authenticationMode}: the ConfigMap aws-auth in kube-system lets others in, too`,
        )),
    '',
  ];
}

function below(text: string): string[] {
  return sentence(text, { first: '  ', next: '    ' });
}

function fixesOf({ isRight, fix }: ComparedEntry): string[] {
  return isRight ? [] : [fix ?? ''];
}

function accountLines(found: Who): string[] {
  const { accounts, unasked } = found;
  return section(
    'ServiceAccounts with an IAM role: what they may do in AWS, and in the cluster',
    accounts,
    ({ account, role, policies, kubernetes, trust }) => [
      account,
      named(role ?? '-', found),
      policies.join(', ') || '-',
      unasked === undefined ? (kubernetes ?? []).join(', ') || '-' : 'not asked',
      trust ?? '',
    ],
    ['ServiceAccount', 'IAM role', 'its policies', 'Kubernetes gives', ''],
  );
}

function bindingLines(found: Who): string[] {
  const { bindings, unasked, cluster } = found;
  if (unasked !== undefined) {
    return [
      'What Kubernetes gives people and groups (RBAC)',
      ...below(`not asked: ${unasked}`),
      `  a time-out means that your address is not in access.from: npm run allow-me -- --cluster ${cluster} --apply`,
      '',
    ];
  }
  if (bindings.length === 0) {
    return ['What Kubernetes gives people and groups (RBAC): nothing besides its own', ''];
  }
  return section(
    'What Kubernetes gives people and groups (RBAC)',
    bindings.map((line) => ({ ...line, problems: line.problem ? [line.problem] : [] })),
    ({ subject, role, namespace, members }) => [
      subject,
      role,
      namespace ? `in ${namespace}` : 'everywhere',
      members.map((member) => named(member, found)).join(', '),
    ],
  );
}

function section<T extends { readonly problems: readonly string[] }>(
  title: string,
  lines: readonly T[],
  row: (line: T) => string[],
  head?: readonly string[],
): string[] {
  const problems = lines.map((line) => line.problems);
  return [
    ...sentence(title),
    ...marked({ rows: lines.map(row), ...(head && { head }) }, problems),
    '',
  ];
}

// Each row, marked where something is wrong with it, and under it what.
function marked(table: Table, problems: readonly (readonly string[])[]): string[] {
  const { head, rows } = lay({ ...table, indent: '  ' });
  return [
    ...head,
    ...rows.flatMap((lines, index) => {
      const wrong = problems[index] ?? [];
      const [first = '', ...more] = lines;
      return [
        wrong.length > 0 ? first.replace(/^ /, '!') : first,
        ...more,
        ...wrong.filter(Boolean).flatMap((line) => sentence(line, { first: '    ' })),
      ];
    }),
  ];
}
