import { quote } from '../../../terminal/shell.ts';
import type { Step } from '../step.ts';
import { type Context, clusterFlags } from './context.ts';

/** Addons that are new; eksctl skips those that exist. */
export function createAddon({ file }: Context): Step[] {
  return [
    {
      command: `eksctl create addon -f ${quote(file)}`,
      why: 'the new addons; those that exist are skipped',
    },
  ];
}

/** An addon that is gone. */
export function deleteAddon(context: Context): Step[] {
  const { name } = context.change.before as { name: string };
  return [
    {
      command: `eksctl delete addon ${clusterFlags(context)} --name ${quote(name)}`,
      why: `deletes the addon ${name} with its pods; eksctl does not delete by itself what is no longer in the file`,
    },
  ];
}

/** Another version or other settings of an addon. */
export function updateAddon({ file }: Context): Step[] {
  return [
    {
      command: `eksctl update addon -f ${quote(file)}`,
      why: "the addons' versions, settings and roles",
    },
  ];
}
