import {
  type Document,
  isMap,
  LineCounter,
  parseAllDocuments,
  Schema,
  type Tags,
  visit,
  type YAMLError,
} from 'yaml';

/** A document of a text as it is written, for the places of its parts. */
export interface Written {
  readonly document: Document;
  readonly lines: LineCounter;
  /** How many lines of the text are above those that `lines` counts. */
  readonly above: number;
}

const hidden = /\{\s*\{/;

// Go's reader, which kubectl and eksctl share, knows neither base-60 numbers nor dates. One for all documents: to make it
// takes longer than to read a small one.
export const likeGo = new Schema({
  schema: 'yaml-1.1',
  resolveKnownTags: false,
  merge: true,
  customTags: (tags: Tags): Tags =>
    tags.filter(
      (tag) =>
        typeof tag === 'string' ||
        !(tag.tag === 'tag:yaml.org,2002:timestamp' || ('format' in tag && tag.format === 'TIME')),
    ),
});

/** Every document of a text, with its nodes and the places of all. */
export function writtenDocuments(text: string, above = 0): Written[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    lineCounter: lines,
    uniqueKeys: true,
    version: '1.1',
    schema: likeGo,
    logLevel: 'silent',
  });
  // No document at all is an empty stream, with properties of its own.
  return Array.isArray(documents) ? documents.map((document) => ({ document, lines, above })) : [];
}

/** What keeps documents from being read. */
export function errorsOf(documents: readonly Written[]): readonly YAMLError[] {
  return documents.flatMap(({ document }) => document.errors);
}

/** Whether a text holds `{{ .Values.x }}` as YAML, which is a mapping whose only key is a mapping. */
export function isTemplate(text: string, documents: readonly Written[]): boolean {
  return hidden.test(text) && documents.some(({ document }) => hasMappingForKey(document));
}

function hasMappingForKey(document: Document): boolean {
  let found = false;
  visit(document, {
    Map(_, map) {
      const [first] = map.items;
      if (!map.flow || !first || !isMap(first.key)) return undefined;
      found = true;
      return visit.BREAK;
    },
  });
  return found;
}
