import { readUrl } from './likely/other-forms.ts';
import { type Refusal, stringThat } from './fields.ts';

const forms = 'https://host/path, ssh://user@host/path, or oci://host/path';

/** Where Flux finds the repository: a Git one, or an OCI one. */
export function sourceUrl() {
  return stringThat(refuseUrl, {
    allowed: forms,
    pattern: /^(https|ssh|oci):\/\/\S+\/\S+$/,
    examples: [
      'https://github.com/example/clusters',
      'ssh://git@github.com/example/clusters',
      'oci://ghcr.io/example/clusters',
    ],
    read: readUrl,
  });
}

function refuseUrl(text: string): Refusal | undefined {
  const [, user, host, path] = /^([\w.-]+)@([\w.-]+):(?!\/\/)(\S+)$/.exec(text) ?? [];
  if (host) {
    const fix = `did you mean ssh://${user}@${host}/${path}?`;
    return { message: 'is an address in the form of scp, which Flux does not take', fix };
  }
  const found = /^(\w+):\/\/(?:([^/@\s]*)@)?[\w.-]+(:\d+)?\/\S*[^\s/]\S*$/.exec(text);
  const [, scheme = '', login] = found ?? [];
  if (scheme === 'http' || scheme === 'git') {
    const fix = `did you mean ${text.replace(/^\w+/, 'https')}?`;
    return { message: `is read over ${scheme}, where anyone on the way can change it`, fix };
  }
  if (!['https', 'ssh', 'oci'].includes(scheme)) {
    return { message: 'is not the address of a repository', allowed: forms };
  }
  if (login?.includes(':') || (login && scheme !== 'ssh')) {
    return {
      message: 'holds a login, and this file is committed',
      fix: "put the login into a Secret in Flux's namespace, and its name into flux.secret",
    };
  }
  const [page, branch, folder] =
    /(?<=^https:\/\/[^/]+\/[^/]+\/[^/]+)\/(?:-\/)?(?:tree|blob)\/([^/]+)\/?(.*)$/.exec(text) ?? [];
  if (page) {
    const fix = `did you mean ${text.slice(0, -page.length)}, with branch: ${branch}${folder ? ` and path: ${folder}` : ''} below it?`;
    return { message: 'is a page of the repository, not its address', fix };
  }
  const tag = scheme === 'oci' && /[:@][^/]*$/.exec(text.replace(/^oci:\/\/[^/]*/, ''));
  if (!tag) return undefined;
  const fix = `write the address without ${tag[0]}, and tag: ${tag[0].slice(1)} below it`;
  return { message: 'ends with a tag, which has its own key', fix };
}

/** How often Flux looks: a duration as Go writes it. */
export function duration() {
  const pattern = /^(\d+(\.\d+)?(ms|s|m|h))+$/;
  const allowed = 'a duration such as 1h, 30m or 1h30m';
  return stringThat(
    (text) => {
      if (pattern.test(text) && /[1-9]/.test(text)) return undefined;
      return { message: 'is not a duration', allowed, fix: likelyDuration(text) };
    },
    { allowed, pattern, examples: ['1h', '10m'] },
  );
}

function likelyDuration(text: string): string | undefined {
  const [, days] = /^(\d+) ?d(ays?)?$/.exec(text) ?? [];
  if (days && Number(days) > 0) return `did you mean ${Number(days) * 24}h?`;
  if (/^[1-9]\d*$/.test(text)) return `did you mean ${text}m?`;
  const [, count, unit] = /^(\d+) ?(h|m|s)[a-z]*$/i.exec(text) ?? [];
  return count && unit && Number(count) > 0
    ? `did you mean ${count}${unit.toLowerCase()}?`
    : undefined;
}

/** A folder inside the repository. */
export function folderInside() {
  const allowed = 'a folder below the root of the repository, such as infra/eks, or . for the root';
  return stringThat(
    (text) => {
      if (text.startsWith('/')) {
        const likely = text.replace(/^\/+/, '') || '.';
        return {
          message: 'begins at the root of the disk',
          allowed,
          fix: `did you mean ${likely}?`,
        };
      }
      if (text.split('/').includes('..')) return { message: 'leaves the repository', allowed };
      return /^[\w.@-]+(\/[\w.@-]+)*\/?$/.test(text)
        ? undefined
        : { message: 'is not a folder of the repository', allowed };
    },
    { allowed, pattern: /^[\w.@-]+(\/[\w.@-]+)*\/?$/, examples: ['.', 'infra/eks'] },
  );
}
