import { fc } from '../support/random.ts';

/** A list as a person may have written it: the text around it, and what stands in its lines. */
export interface WrittenList {
  readonly head: string;
  readonly list: string;
  readonly tail: string;
  readonly items: readonly WrittenItem[];
  /** The comments of the list in their order, each with the items of its line; those of a line of their own have none. */
  readonly comments: readonly { readonly text: string; readonly behind: readonly number[] }[];
}

export interface WrittenItem {
  readonly value: string;
  readonly raw: string;
}

const quotes = fc.constantFrom('', '"', "'");
const blanks = fc.constantFrom('', ' ', '  ');
export const lineEnds = fc.constantFrom('\n', '\r\n');

const examples = ['203.0.113.10/32', '198.51.100.7/32', '192.0.2.0/28'];
const others = ['1.2.3.4/32', '5.6.7.0/24', '8.8.4.4/32', '9.9.9.9/32', '52.95.110.0/28'];

const values = fc.uniqueArray(fc.oneof(fc.constantFrom(...examples), fc.constantFrom(...others)), {
  minLength: 1,
  maxLength: 5,
});

const items = values.chain((all) =>
  fc.tuple(...all.map((value) => quotes.map((quote) => ({ value, raw: quote + value + quote })))),
);

// One for each place in which a list of five could have any.
const choices = fc.array(fc.nat(1000), { minLength: 40, maxLength: 40 });

/** Lists of ranges in brackets or in lines, with blanks, comments and line breaks wherever YAML takes them. */
export const writtenLists: fc.Arbitrary<WrittenList> = fc
  .record({
    items,
    choices,
    layout: fc.constantFrom('line', 'lines', 'wrapped', 'dashes'),
    isInBrackets: fc.boolean(),
    indent: fc.integer({ min: 1, max: 4 }),
    inside: blanks,
  })
  .map(({ items: all, choices: left, layout, isInBrackets, indent, inside }) => {
    let used = 0;
    const chance = (share: number) => (left[used++ % left.length] ?? 0) % 100 < share;
    const comments: { text: string; behind: number[] }[] = [];
    const comment = (behind: number[], share = 50) => {
      if (!chance(share)) return '';
      const text = `# comment ${comments.length}, [and] more`;
      comments.push({ text, behind });
      return text;
    };
    const behind = (text: string) => (text ? `${chance(50) ? ' ' : '   '}${text}` : '');
    const pad = ' '.repeat(indent);
    const isFlow = isInBrackets && layout !== 'dashes';
    const head = isFlow
      ? `# ours\nname:   c\nowner: "dev"\naccess: {from: `
      : `# ours\nname:   c\nowner: "dev"\naccess: # acc\n${pad}from:`;
    const tail = isFlow ? '  , admins: []}\n# end\n' : `\n${pad}admins:   []\n# end\n`;
    const own = (level: string) => {
      const text = comment([], 15);
      return text ? `${level}${text}\n` : chance(10) ? '\n' : '';
    };
    let list: string;
    if (layout === 'dashes') {
      const dash = `${pad}${chance(50) ? '' : '  '}-${chance(50) ? ' ' : '   '}`;
      const lines = all.map(
        ({ raw }, index) => `${own(pad)}${dash}${raw}${behind(comment([index]))}`,
      );
      list = `\n${lines.join('\n')}`;
    } else if (layout === 'line') {
      list = `${isFlow ? '' : ' '}[${inside}${all.map(({ raw }) => raw).join(chance(50) ? ', ' : ' ,  ')}${chance(20) ? ',' : ''}${inside}]`;
    } else if (layout === 'lines') {
      const level = `${pad}${pad}  `;
      const lines = all.map(({ raw }, index) => {
        const comma = index < all.length - 1 || chance(50) ? ',' : '';
        return `${own(level)}${level}${raw}${comma}${behind(comment([index]))}\n`;
      });
      list = `${isFlow ? '' : ' '}[${behind(comment([], 20))}\n${lines.join('')}${own(level)}${pad} ]`;
    } else {
      let row: number[] = [];
      let text = '';
      all.forEach(({ raw }, index) => {
        row.push(index);
        const isLast = index === all.length - 1;
        text += raw + (isLast ? '' : ',');
        if (!isLast && chance(50)) {
          text += `${behind(comment(row))}\n${pad}      `;
          row = [];
        } else if (!isLast) text += ' ';
      });
      list = `${isFlow ? '' : ' '}[${text}]`;
    }
    const inOrder = comments.sort((a, b) => list.indexOf(a.text) - list.indexOf(b.text));
    return { head, list, tail, items: all, comments: inOrder };
  });

/** A mapping of a launch template as a person may have written it; `id` and `version` may be there, with or without values. */
export const writtenTemplates: fc.Arbitrary<string> = fc
  .record({
    own: fc.constant('true'),
    id: fc.constantFrom(
      undefined,
      '',
      'null',
      '~',
      'lt-11111111',
      '"lt-11111111"',
      "'lt-11111111'",
    ),
    version: fc.constantFrom(undefined, '', 'null', '7'),
    order: fc.uniqueArray(fc.constantFrom('own', 'id', 'version'), { minLength: 3, maxLength: 3 }),
    comments: fc.array(fc.constantFrom('', ' # one', '   # two: {[', '\t# three'), {
      minLength: 4,
      maxLength: 4,
    }),
    layout: fc.constantFrom('lines', 'brackets', 'brackets in lines', 'all in brackets'),
    inside: blanks,
    comma: fc.boolean(),
  })
  .map(({ order, comments, layout, inside, comma, ...fields }) => {
    const pairs = order.flatMap((key) => {
      const value = fields[key as keyof typeof fields];
      return value === undefined ? [] : [value === '' ? `${key}:` : `${key}:  ${value}`];
    });
    const [first = '', second = '', third = '', fourth = ''] = comments;
    const close = comma ? ',' : '';
    switch (layout) {
      case 'lines': {
        const lines = pairs.map((pair, index) => `\n    ${pair}${[second, third, fourth][index]}`);
        return `nodes:\n  # big\n  launchTemplate:${first}${lines.join('\n')}`;
      }
      case 'brackets in lines': {
        const lines = pairs.map((pair, index) => {
          const end = index < pairs.length - 1 ? ',' : close;
          return `\n      ${pair}${pair.endsWith(':') && end ? ' ' : ''}${end}${[second, third, fourth][index]}`;
        });
        return `nodes:\n  launchTemplate: {${first}${lines.join('')}\n    }`;
      }
      case 'all in brackets':
        return `nodes: {min: 2, launchTemplate: {${inside}${pairs.join(' , ')} ${close}${inside}},desired: 3}${first}`;
      default:
        return `nodes:\n  launchTemplate: {${inside}${pairs.join(', ')} ${close}${inside}}${first}`;
    }
  });
