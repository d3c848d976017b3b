import { describe, expect, test } from '@jest/globals';
import { diffCluster } from '../../../scripts/diff/cluster-diff.ts';
import { plain } from '../../../scripts/diff/paint.ts';
import { report } from '../../../scripts/diff/report.ts';
import { reportJson } from '../../../scripts/diff/report-json.ts';
import type { Tree } from '../../../output/tree.ts';
import type { Overrides } from '../../support/configs.ts';
import { treeOf } from '../../support/trees.ts';

const diff = (before: Overrides | Tree, after: Overrides | Tree) =>
  diffCluster('sock-shop', asTree(before), asTree(after));
const asTree = (what: Overrides | Tree): Tree =>
  what instanceof Map ? (what as Tree) : treeOf(what as Overrides);
const without = (path: string): Tree => new Map([...treeOf()].filter(([file]) => file !== path));
const commands = (result: ReturnType<typeof diff>) => result.steps.map(({ command }) => command);

const NETWORK = 'iam/operator-network.json';
const ACCOUNT = '$(aws sts get-caller-identity --query Account --output text)';
const updateOf = (policy: string, partition = 'aws') =>
  `aws iam create-policy-version --policy-arn "arn:${partition}:iam::${ACCOUNT}:policy/sock-shop-${policy}" --policy-document file://dist/sock-shop/iam/${policy}.json --set-as-default`;

describe('a policy', () => {
  test('is told field by field, and updated before what needs it', () => {
    const result = diff({}, { nodes: { instanceType: 'm6i.large' } });
    expect(result.onlyText).toEqual([]);
    expect(report([result], 'HEAD', plain)).toContain(
      `~ ${NETWORK}\n    Statement[EksSockShopNodes].Condition.StringEqualsIfExists."ec2:InstanceType": t3.large → m6i.large\n`,
    );
    expect(commands(result)[0]).toBe(updateOf('operator-network'));
    expect(commands(result)[1]).toContain('eksctl create nodegroup');
  });

  test('names what an item of a list is once', () => {
    const admin = 'arn:aws:iam::111122223333:role/a';
    const access = (admins: string[]) => ({ access: { from: ['203.0.113.10/32'], admins } });
    const result = diff(access([admin]), access([admin, `${admin}2`]));
    expect(report([result], 'HEAD', plain)).toMatch(
      /~ iam\/operator-roles\.json\n {4}\+ Statement\[EksSockShopAdmins\]\.Resource\[arn:aws:iam::111122223333:role\/a2\]\n/,
    );
    expect(commands(result)[0]).toBe(updateOf('operator-roles'));
  });

  test("is found by its partition's ARN", () => {
    const china = { region: 'cn-north-1' };
    const result = diff(china, { ...china, nodes: { instanceType: 'm6i.large' } });
    expect(commands(result)[0]).toBe(updateOf('operator-network', 'aws-cn'));
  });

  test('that is new is made, and one that is gone is left alone', () => {
    const added = diff(without(NETWORK), {});
    expect(report([added], 'HEAD', plain)).toContain(`+ ${NETWORK}  new file`);
    expect(commands(added)).toEqual([
      'aws iam create-policy --policy-name sock-shop-operator-network --policy-document file://dist/sock-shop/iam/operator-network.json',
    ]);
    const removed = diff({}, without(NETWORK));
    expect(report([removed], 'HEAD', plain)).toContain(`- ${NETWORK}  gone`);
    expect(removed.steps).toEqual([]);
  });

  test('that only looks otherwise takes nothing', () => {
    const before = treeOf();
    const squeezed = new Map(before).set(
      NETWORK,
      before.get(NETWORK)!.replaceAll('\n        ', '\n          '),
    );
    const result = diff(before, squeezed);
    expect(result).toMatchObject({ what: 'changed', files: [], onlyText: [NETWORK], steps: [] });
    expect(report([result], 'HEAD', plain)).toContain(`~ ${NETWORK}  comments or order only`);
  });
});

test('the kustomization says what it gained', () => {
  const result = diff({}, { sockShop: { storage: 'persistent' } });
  expect(report([result], 'HEAD', plain)).toContain(
    '~ kustomization.yaml\n    + resources[platform/storage-class.k8s.yaml]\n',
  );
});

test('programs get every field, too', () => {
  const result = diff({}, { nodes: { instanceType: 'm6i.large' } });
  expect(JSON.parse(reportJson([result], 'HEAD'))).toMatchObject({
    clusters: [
      {
        files: [
          {
            what: 'changed',
            file: NETWORK,
            changes: [
              {
                path: 'Statement[EksSockShopNodes].Condition.StringEqualsIfExists."ec2:InstanceType"',
                before: 't3.large',
                after: 'm6i.large',
              },
            ],
          },
        ],
        onlyText: [],
      },
    ],
  });
});
