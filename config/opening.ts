import { type Document, isCollection, isScalar, isSeq, visit, type YAMLError } from 'yaml';

type Kind = 'quote' | '[' | '{';

/** Where what is never closed was opened, by the error that tells of it; the parser points at where it gave up. */
export function openingsIn(documents: readonly Document[]): (error: YAMLError) => number {
  let opened: ReturnType<typeof openedIn> | undefined;
  return (error) => {
    const [offset] = error.pos;
    const kind = kindOf(error);
    if (!kind) return offset;
    opened ??= openedIn(documents);
    // In the text's order, so that the last of them is the innermost.
    const innermost = opened.findLast(
      (each) => each.kind === kind && each.from < offset && offset <= each.to,
    );
    return innermost?.from ?? offset;
  };
}

function kindOf({ code, message }: YAMLError): Kind | undefined {
  if (code === 'MISSING_CHAR') return 'quote';
  if (message.endsWith('end with a ]')) return '[';
  return message.endsWith('end with a }') ? '{' : undefined;
}

function openedIn(documents: readonly Document[]) {
  const opened: { kind: Kind; from: number; to: number }[] = [];
  for (const document of documents) {
    visit(document, {
      Node: (_, node) => {
        const [from, , to] = node.range ?? [0, 0, -1];
        if (isScalar(node) && node.type?.startsWith('QUOTE')) {
          opened.push({ kind: 'quote', from, to });
        } else if (isCollection(node) && node.flow) {
          opened.push({ kind: isSeq(node) ? '[' : '{', from, to });
        }
      },
    });
  }
  return opened;
}
