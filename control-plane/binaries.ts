import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder, filesAreThere } from './cache.ts';
import { group, type BinaryName, type GroupName } from './components.ts';
import { ControlPlaneError } from './control-plane-error.ts';
import { readyMade } from './ready-made.ts';

/** The path of a built or ready-made binary. */
export async function findBinary(groupName: GroupName, name: BinaryName): Promise<string> {
  const given = await readyMade(groupName, name);
  if (given && !given.unfit) return given.path;
  const built = join(cacheFolder(group(groupName)), name);
  if (existsSync(built)) return built;
  throw notBuilt(name === groupName ? name : `${name} ${groupName}`, groupName);
}

/** The folder of files that came with a group: kwok's stages, Flux's definitions. */
export function findFiles(groupName: GroupName, folder: string): string {
  const found = group(groupName);
  if (filesAreThere(found)) return join(cacheFolder(found), folder);
  throw notBuilt(`${groupName}'s ${folder}`, groupName);
}

function notBuilt(what: string, groupName: GroupName): ControlPlaneError {
  const part = `npm run control-plane:build ${groupName}`;
  const { onRequest } = group(groupName);
  return new ControlPlaneError(
    onRequest
      ? `${what} isn't built yet. Run \`${part}\` once.`
      : `${what} isn't built yet. Run \`npm run control-plane:build\` once` +
          ` (or \`${part}\` for this part only).`,
  );
}
