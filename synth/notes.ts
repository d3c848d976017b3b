import { append } from '../checks/index-of.ts';
import { isExampleRange } from './example-range.ts';
import type { LoadedCluster } from '../config/load.ts';
import type { ClusterConfig } from '../config/schema.ts';
import { awaitsOwn } from '../eksctl/own-parts.ts';
import type { Synthesized } from './synthesize.ts';

/** Something that a person has to know or do. */
export interface Note {
  /** The same words for every cluster that it is so for. */
  readonly what: string;
  /** What is the one cluster's in it. */
  readonly which?: string;
  /** What to do, by a command that is told the cluster. */
  readonly todo?: (flag: string) => string;
  /** The same for several clusters, where another flag does not say it. */
  readonly todoForAll?: string;
}

/** What a person has to know or do, beyond applying the files. */
export function notesOn({ config, prerequisites }: Synthesized): Note[] {
  const { access, ingress, manifestsOnly, network } = config;
  return [
    ...exampleNotes(config),
    ...(ingress.controller === 'ingress-nginx'
      ? [
          {
            what: 'warning: kubernetes/ingress-nginx is retired since March 2026 and gets no security fixes; nginx is maintained',
          },
        ]
      : []),
    ...(network === 'private'
      ? [
          {
            what: 'note: a NAT gateway is billed by the hour and by the gigabyte, and no node port is reachable from outside',
          },
        ]
      : []),
    ...(access.creatorIsAdmin || manifestsOnly
      ? []
      : [
          {
            what: 'note: access.creatorIsAdmin is false: the one who makes the cluster must be one of',
            which: access.admins.join(', '),
          },
        ]),
    ...(awaitsOwn(config)
      ? [
          {
            what: 'note: first create its own launch template or roles',
            todo: (flag: string) => `: npm run launch-template -- ${flag}; then npm run up`,
          },
        ]
      : []),
    ...prerequisites.map(({ command, reason }) => ({
      what: `once, after apps/ is applied (${reason})`,
      todo: () => `: ${command}`,
    })),
  ];
}

/** Whether nobody could reach a cluster by an address that is in its file. */
export function exampleNotes({ access }: Pick<ClusterConfig, 'access'>): Note[] {
  const example = access.from.filter(isExampleRange);
  if (example.length === 0) return [];
  return [
    {
      what: 'warning: access.from is the example address',
      which: example.join(', '),
      todo: (flag) => `; put yours in: npm run allow-me -- ${flag}`,
      todoForAll:
        "; put a learner's in: npm run allow-me -- --cluster NAME --from ADDRESS; yours, in all: npm run allow-me -- --all",
    },
  ];
}

/** What is noted of one cluster. */
interface Noted {
  readonly name: string;
  readonly notes: readonly Note[];
}

interface NotedOne {
  readonly name: string;
  readonly note: Note;
}

/** The notes as lines: those on one cluster alone by its name, and those on several once, with a list of them. */
export function noteLines(clusters: readonly Noted[]) {
  const groups = new Map<string, NotedOne[]>();
  for (const { name, notes } of clusters) {
    for (const note of notes) append(groups, `${note.what}${note.todo?.('')}`, { name, note });
  }
  const own = new Map<string, string[]>();
  const shared: string[] = [];
  for (const group of groups.values()) {
    if (new Set(group.map(({ name }) => name)).size > 1) shared.push(lineOnAll(group));
    else for (const { name, note } of group) append(own, name, lineOn(name, note));
  }
  return { own, shared };
}

/** A note on one cluster. */
export function lineOn(name: string, { what, which, todo }: Note): string {
  return `${what}${which ? ` ${which}` : ''}${todo?.(`--cluster ${name}`) ?? ''}`;
}

function lineOnAll(group: readonly NotedOne[]): string {
  const [first] = group;
  const isSame = group.every(({ note }) => note.which === first?.note.which);
  const names = group.map(({ name, note }) => (isSame ? name : `${name} (${note.which})`));
  const { what = '', which, todo, todoForAll } = first?.note ?? {};
  const said = isSame && which ? `${what} ${which}` : what;
  return `${said}, in ${group.length} clusters: ${names.join(', ')}${todoForAll ?? todo?.('--cluster NAME (or --all)') ?? ''}`;
}

/** The columns of class lists that are not used. */
export function classListNotes(loaded: readonly LoadedCluster[]): string[] {
  const notes = loaded.flatMap(({ source: { part } }) =>
    part && part.ignored.length > 0
      ? [`note: ${part.file} has columns that are not used: ${part.ignored.join(', ')}`]
      : [],
  );
  return [...new Set(notes)];
}
