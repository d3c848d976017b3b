import type { Addon } from '@aws-sdk/client-eks';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { addonsOf } from '../../../aws/addons/described.ts';
import type { Aws } from '../../../aws/clients.ts';
import { coreAddons } from '../../../tables/addons.ts';
import { at, type Fields, listAt } from '../../diff/eksctl/context.ts';
import { itemsAsTheyAre } from './items.ts';
import { type Fact, overlay, said } from './overlay.ts';

const KEY = 'addons';

/** The addons as EKS has them. */
export async function addonsAsTheyAre(
  aws: Aws,
  clusterName: string,
  wanted: Fields,
): Promise<Fields[]> {
  const list = listAt(wanted, KEY);
  const withDefaults = at(wanted, 'addonsConfig.disableDefaultAddons') !== true;
  const unnamed: readonly string[] = withDefaults ? coreAddons : [];
  const isExpected = (name: string) =>
    list.some((item) => item.name === name) || !unnamed.includes(name);
  const there = new Map(
    (await addonsOf(aws, clusterName))
      .filter(({ addonName }) => isExpected(addonName))
      .map((addon) => [addon.addonName, addon]),
  );
  return itemsAsTheyAre(list, there, asIs);
}

function asIs(addon: Addon, item: Fields | undefined): Fields {
  const wanted = item ?? { name: addon.addonName, version: addon.addonVersion };
  const facts: Fact[] = [
    ['version', version(addon, wanted)],
    ['serviceAccountRoleARN', addon.serviceAccountRoleArn],
    ['namespaceConfig.namespace', addon.namespaceConfig?.namespace],
  ];
  return overlay(
    wanted,
    [...said(wanted, facts), ['configurationValues', values(addon, wanted)]],
    [KEY, `[${addon.addonName ?? ''}]`],
  );
}

// eksctl takes the newest version that begins as the file says.
function version({ addonVersion = '' }: Addon, { version }: Fields): unknown {
  const says = String(version).replace(/^v/, '');
  return says === 'latest' || addonVersion.replace(/^v/, '').startsWith(says)
    ? version
    : addonVersion;
}

function values(
  { configurationValues: live }: Addon,
  { configurationValues: says }: Fields,
): unknown {
  const isSame = isDeepStrictEqual(read(live), read(says));
  return isSame ? says : (live ?? undefined);
}

function read(text: unknown): unknown {
  if (typeof text !== 'string' || text === '') return {};
  try {
    return (parse(text) as unknown) ?? {};
  } catch {
    return text;
  }
}
