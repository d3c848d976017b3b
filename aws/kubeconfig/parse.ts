import { readFileSync } from 'node:fs';
import { Document, isMap, isScalar, isSeq, LineCounter, type Node, parseAllDocuments } from 'yaml';
import { type Problem, ProblemsError } from '../../terminal/problem.ts';

/** The lists of a kubeconfig, and what an item holds beside its name. */
export const lists = { clusters: 'cluster', contexts: 'context', users: 'user' } as const;
export type List = keyof typeof lists;
export const listNames = Object.keys(lists) as List[];

type Where = (offset: number) => Problem['place'];

/** A kubeconfig's document, an empty one for an empty text; throws every problem that kubectl would have with it. */
export function parseKubeconfig(file: string, text: string): Document {
  const lines = new LineCounter();
  const stream = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false });
  const documents = [...stream] as Document[];
  const place: Where = (offset) => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const problems: Problem[] = documents
    .flatMap(({ errors }) => errors)
    .map(({ message, pos }) => ({
      place: place(pos[0]),
      message: `is not valid YAML: ${message}`,
    }));
  const [document = new Document(null), second] = documents;
  if (second) {
    problems.push({
      place: place(second.range?.[0] ?? 0),
      message: 'begins a second YAML document',
    });
  }
  if (problems.length === 0) problems.push(...shapeProblems(document, place));
  if (problems.length > 0) throw new ProblemsError(problems.map(withFix));
  // An empty file's comments stay.
  if (isNothing(document.contents)) {
    document.contents = document.createNode({ apiVersion: 'v1', kind: 'Config' });
    if ('empty' in stream) document.commentBefore = stream.comment;
  }
  return document;
}

/** A kubeconfig's text; none where there is no file yet. */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return '';
    const message =
      code === 'EISDIR' ? 'is a folder; a kubeconfig is a file' : `cannot be read: ${code}`;
    throw new ProblemsError([{ place: { file }, message, fix: 'set KUBECONFIG to another file' }]);
  }
}

function shapeProblems({ contents }: Document, place: Where): Problem[] {
  if (isNothing(contents)) return [];
  const at = (node: unknown) => place((node as Node | undefined)?.range?.[0] ?? 0);
  if (!isMap(contents)) return [{ place: at(contents), message: 'is not a mapping of keys' }];
  const kind = contents.get('kind', true);
  if (isScalar(kind) && kind.value !== 'Config') {
    return [
      {
        place: { ...at(kind), at: 'kind' },
        value: String(kind.value),
        message: 'is not the kind of a kubeconfig, which is Config',
      },
    ];
  }
  return listNames.flatMap((list): Problem[] => {
    const items = contents.get(list, true);
    if (items === undefined || isNothing(items)) return [];
    if (!isSeq(items)) return [{ place: { ...at(items), at: list }, message: 'is not a list' }];
    const seen = new Set<string>();
    return items.items.flatMap((item, index): Problem[] => {
      const name = nameOf(item);
      const where = { ...at(item), at: `${list}[${index}]` };
      if (name === undefined) return [{ place: where, message: 'has no name' }];
      if (seen.has(name)) return [{ place: where, value: name, message: `is in ${list} twice` }];
      seen.add(name);
      return [];
    });
  });
}

function isNothing(node: unknown): boolean {
  return !node || (isScalar(node) && node.value === null);
}

function withFix(problem: Problem): Problem {
  return {
    ...problem,
    fix: 'mend it, or name another file: KUBECONFIG=~/.kube/eks npm run kubeconfig',
  };
}

/** What an item of a list is called. */
export function nameOf(item: unknown): string | undefined {
  const name = isMap(item) ? item.get('name') : undefined;
  return typeof name === 'string' || typeof name === 'number' ? String(name) : undefined;
}
