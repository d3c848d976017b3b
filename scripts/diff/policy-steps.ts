import { partitionOf } from '../../tables/regions.ts';
import type { FileChange } from './file-change.ts';
import type { Folder } from './folder.ts';
import { quote } from '../../terminal/shell.ts';
import type { Step } from './step.ts';

/** What brings policies that are attached already to what the files say: docs/iam.md has the same commands. */
export function policySteps(name: string, files: readonly FileChange[], now: Folder): Step[] {
  const { region } = (now.clusterConfig?.metadata ?? {}) as { region?: string };
  return files.flatMap(({ what, file, changes }): Step[] => {
    const policy = /^iam\/(.+)\.json$/.exec(file)?.[1];
    if (policy === undefined || what === 'removed') return [];
    const document = `--policy-document ${quote(`file://dist/${name}/${file}`)}`;
    if (what === 'added') {
      return [
        {
          command: `aws iam create-policy --policy-name ${quote(`${name}-${policy}`)} ${document}`,
          why: `${file} is new; docs/iam.md says to whom an administrator attaches it`,
        },
      ];
    }
    if (changes.length === 0) return [];
    const account = '$(aws sts get-caller-identity --query Account --output text)';
    const arn = `arn:${partitionOf(region ?? '')}:iam::${account}:policy/${name}-${policy}`;
    return [
      {
        command: `aws iam create-policy-version --policy-arn "${arn}" ${document} --set-as-default`,
        why: `by an administrator, if ${file} is in use (docs/iam.md); without it, AWS may refuse the next steps`,
      },
    ];
  });
}
