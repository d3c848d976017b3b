// cdk8s and cdk8s-plus bring far more than charts use, and running all of it takes longer than all of our own work.
// Here esbuild is shown forms of them from which it can leave out what nothing uses; what is used stays as it is.
// What doesn't look as expected, as another version may, is left whole.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** esbuild's plugin for it. */
export const leanCdk8s = {
  name: 'lean cdk8s',
  setup({ onLoad }) {
    const form = (filter, change) =>
      onLoad({ filter, namespace: 'file' }, ({ path }) => {
        const contents = change(readFileSync(path, 'utf8'), path);
        return contents === undefined ? undefined : { contents, loader: 'js' };
      });
    form(/node_modules\/(cdk8s|cdk8s-plus-\d+)\/lib\/index\.js$/, indexWhenUsed);
    form(/node_modules\/cdk8s-plus-\d+\/lib\/imports\/k8s\.js$/, kindsAsModule);
    form(/node_modules\/(cdk8s|constructs)\/lib\/[\w/-]+\.js$/, importsWhenUsed);
  },
};

/** An own file's text, where the kinds come straight from the module that only holds them. */
export function kindsDirectly(text) {
  return text.replace(
    /^import (type )?\{ k8s \} from '(cdk8s-plus-\d+)';$/m,
    "import $1* as k8s from '$2/lib/imports/k8s';",
  );
}

// An index runs all of its modules; so each runs when a name of its own is first used.
function indexWhenUsed(text, path) {
  const getters = [];
  for (const line of text.split('\n')) {
    const [, star] = /^__exportStar\(require\("(\.\/[\w./-]+)"\), exports\);$/.exec(line) ?? [];
    const [, name, module] = /^exports\.(\w+) = require\("(\.\/[\w./-]+)"\);$/.exec(line) ?? [];
    if (star) {
      const names = namesIn(join(dirname(path), `${star}.js`));
      if (!names) return undefined;
      for (const each of names) getters.push(getter(each, `require("${star}").${each}`));
    } else if (name) getters.push(getter(name, `require("${module}")`));
    else if (/^(exports|__exportStar|module|const|class)\b/.test(line)) return undefined;
  }
  return ['Object.defineProperty(exports, "__esModule", { value: true });', ...getters].join('\n');
}

function getter(name, value) {
  return `Object.defineProperty(exports, "${name}", { enumerable: true, get: () => ${value} });`;
}

function namesIn(file) {
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8');
  if (/^__exportStar\(/m.test(text)) return undefined;
  return new Set([...text.matchAll(/\bexports\.(\w+) = /g)].map(([, name]) => name));
}

// `const a_1 = require("a"); a_1.b` becomes `(require("a")).b`, as TypeScript's output lets one do.
function importsWhenUsed(text) {
  const modules = new Map();
  const rest = text.replace(
    /^const (\w+_1|crypto|fs) = (?:__importStar\()?require\("([^"]+)"\)\)?;$/gm,
    (_, name, module) => {
      modules.set(name, module);
      return '';
    },
  );
  return rest.replace(/(?<![.\w])(\w+)\./g, (use, name) =>
    modules.has(name) ? `(require("${modules.get(name)}")).` : use,
  );
}

const OMIT_UNDEFINED =
  'return Object.entries(result).reduce((r, i) => (i[1] === undefined) ? r : ({ ...r, [i[0]]: i[1] }), {});';

// One class for each kind and one function for each type: as a module, those that are used can be told.
function kindsAsModule(text) {
  const parts = text
    .split(
      /^(?=class |function |exports\.\w+ = \w+;$|\w+\.GVK = |\w+ = JSII|\w+\[_\w+\] = |var |\/\*\*)/m,
    )
    .slice(1);
  const made = [];
  for (const part of parts) {
    const [, keyword, name] = /^(class|function|var(?= \w+;\n\()) (\w+)/.exec(part) ?? [];
    const [, kind] = /^(\w+)\.GVK = /.exec(part) ?? [];
    if (keyword === 'class') made.push({ name, text: part });
    else if (keyword)
      made.push({ text: part.replace(OMIT_UNDEFINED, 'return definedFields(result);') });
    else if (kind) made.find((each) => each.name === kind).text += part;
    else if (!/^(exports\.|\w+ = JSII|\w+\[_\w+\] = \{ fqn|var _a|\/\*\*)/.test(part))
      return undefined;
  }
  const exported = made.map(({ name, text }) =>
    name
      ? `export const ${name} = /* @__PURE__ */ (() => { ${text}; return ${name}; })();`
      : `export ${text.replace(/\bexports\./g, '')}`,
  );
  return ['import * as cdk8s_1 from "cdk8s";', definedFields, ...exported].join('\n');
}

const definedFields = `function definedFields(all) {
  const defined = {};
  for (const name in all) if (all[name] !== undefined) defined[name] = all[name];
  return defined;
}`;
