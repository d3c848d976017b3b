import { describe, expect, test } from '@jest/globals';
import { checker } from '../../../scripts/validate/checker.ts';
import { type FormatName, formats } from '../../../scripts/validate/formats/index.ts';
import { validate } from '../../../scripts/validate/validate.ts';

const excepted = '  annotations: {except.eks-sock-shop/image-tags: "we <want> it"}\n';
const pod = (name: string, image: string, annotations = '') =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\n${annotations}spec:\n  containers:\n  - name: a\n    image: ${image}\n` +
  '    resources: {requests: {cpu: 1m, memory: 1Mi}, limits: {memory: 1Mi}}\n    volumeMounts: [{name: b, mountPath: /b}]\n';
const cluster =
  'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nmetadata: {name: a, region: us-west-2, version: "1.99"}\n';

const said = (format: FormatName, file = 'a b/c,d:1%.yaml') =>
  formats[format](
    validate(
      [
        { file, text: `${pod('x', 'nginx:latest')}---\n${pod('z', 'nginx:latest', excepted)}` },
        { file: 'c.yaml', text: cluster },
        { file: 'broken.yaml', text: 'apiVersion: [' },
      ],
      checker,
    ),
    checker.checks,
  );

describe('SARIF', () => {
  // What its schema requires: https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json
  test('has all that its schema requires, in the types that it requires', () => {
    const log = JSON.parse(said('sarif'));
    expect(log.version).toBe('2.1.0');
    const [run] = log.runs;
    expect(run.tool.driver.name).toEqual(expect.any(String));
    const ids = run.tool.driver.rules.map(({ id }: { id: unknown }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(run.results.length).toBeGreaterThan(4);
    for (const { ruleId, level, message, locations, suppressions = [] } of run.results) {
      expect(ids).toContain(ruleId);
      expect(['none', 'note', 'warning', 'error']).toContain(level);
      expect(message.text).toMatch(/./);
      const { artifactLocation, region } = locations[0].physicalLocation;
      expect(artifactLocation.uri).toMatch(/^[\w%./-]+$/);
      if (region) expect([region.startLine > 0, region.startColumn > 0]).toEqual([true, true]);
      for (const { kind } of suppressions) expect(['inSource', 'external']).toContain(kind);
    }
  });

  test('tells findings, notes, exceptions and what is unreadable apart', () => {
    const { results } = JSON.parse(said('sarif')).runs[0];
    expect(results).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ruleId: 'volume-mounts', level: 'error' }),
        expect.objectContaining({
          ruleId: 'image-tags',
          level: 'warning',
          locations: [
            {
              physicalLocation: {
                artifactLocation: { uri: 'a%20b/c%2Cd%3A1%25.yaml' },
                region: { startLine: 8, startColumn: 12 },
              },
            },
          ],
        }),
        expect.objectContaining({
          ruleId: 'image-tags',
          suppressions: [{ kind: 'inSource', justification: 'we <want> it' }],
        }),
        expect.objectContaining({ ruleId: 'eksctl/metadata', level: 'note' }),
        expect.objectContaining({ ruleId: 'unreadable', level: 'error' }),
      ]),
    );
  });

  test('names an absolute path as a URI', () => {
    expect(said('sarif', '/tmp/a b.yaml')).toContain('"uri": "file:///tmp/a%20b.yaml"');
  });
});

describe('JUnit', () => {
  test('is well formed, and its counts are right', () => {
    const xml = said('junit', 'a<"&\u0000\u001b>.yaml');
    expect(elementsOf(xml)).toMatchObject({
      testsuites: 1,
      testsuite: 1,
      skipped: 1,
      'system-out': 1,
    });
    const { testcase, failure } = elementsOf(xml);
    expect(xml).toContain(
      `<testsuite name="validate" tests="${testcase}" failures="${failure}" skipped="1" errors="0">`,
    );
    expect(xml).toContain('message="we &lt;want&gt; it"');
    expect(xml).toContain('file="a&lt;&quot;&amp;\uFFFD\uFFFD&gt;.yaml"');
  });

  test('has a test even where nothing was found', () => {
    const nothing = validate([{ file: 'a.yaml', text: 'a: 1' }], checker);
    expect(elementsOf(formats.junit(nothing, checker.checks))).toEqual({
      testsuites: 1,
      testsuite: 1,
      testcase: 1,
    });
  });
});

describe('GitHub', () => {
  test('has one command a line, with escaped properties and data', () => {
    const lines = said('github').split('\n');
    expect(lines.pop()).toMatch(
      /^\d+ Kubernetes objects (and 1 ClusterConfig )?in 2 files .* findings?, 1 warning, 1 finding left out by exceptions$/,
    );
    for (const line of lines)
      expect(line).toMatch(/^::(error|warning|notice) file=[^:,]+(,\w+=[^:,]+)*::\S/);
    expect(lines).toContainEqual(
      expect.stringMatching(
        /^::warning file=a b\/c%2Cd%3A1%25\.yaml,line=8,col=12,title=image-tags::.*%0A/,
      ),
    );
    expect(lines).toContainEqual(
      expect.stringMatching(/^::notice file=c\.yaml,.*title=eksctl\/metadata::/),
    );
    expect(lines).toContainEqual(
      expect.stringMatching(/^::error file=broken\.yaml,.*title=unreadable::/),
    );
  });
});

test('text and JSON are formats too', () => {
  expect(said('text')).toContain('1 finding left out');
  expect(JSON.parse(said('json'))).toMatchObject({ objects: 3 });
});

/** How many of each element a text has; throws where it is not well formed. */
function elementsOf(xml: string): Record<string, number> {
  const counts: Record<string, number> = {};
  const open: string[] = [];
  const rest = xml
    .replace(/^<\?xml [^>]*\?>/, '')
    .replaceAll(
      /<(\/?)([\w-]+)((?: [\w-]+="[^"<]*")*)(\/?)>/g,
      (_, end, name: string, __, empty) => {
        if (end) expect(open.pop()).toBe(name);
        else counts[name] = (counts[name] ?? 0) + 1;
        if (!end && !empty) open.push(name);
        return '';
      },
    );
  expect(open).toEqual([]);
  expect(rest).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot|#10);)/);
  return counts;
}

describe('Markdown', () => {
  test('has the worst first, each with its check, its place and what it says, and nothing that Markdown reads', () => {
    const [title, , summary, , ...rows] = said('markdown', 'a|b.yaml').split('\n');
    expect(title).toMatch(/^### The checks found \d+ errors, 1 warning, 1 note$/);
    expect(summary).toMatch(/^2 Kubernetes objects and 1 ClusterConfig in 2 files/);
    expect(rows.slice(0, 2)).toEqual(['| | Where | What |', '|---|---|---|']);
    const levels = rows.slice(2).map((row) => row.split(' ')[1]);
    expect(levels).toEqual(['error', 'error', 'error', 'warning', 'note']);
    expect(rows.join('\n')).toMatch(
      /^\| warning `image-tags` \| `a\\\|b\.yaml:8` \| Pod x spec\.containers\\\[0\\\]\.image: nginx:latest .*<br>allowed: /m,
    );
  });

  test('says that every check passes, and how many more there are than it shows', () => {
    const of = (...texts: string[]) => {
      const inputs = texts.map((text, index) => ({ file: `${index}.yaml`, text }));
      return formats.markdown(validate(inputs, checker), checker.checks);
    };
    const good = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';
    expect(of(good)).toMatch(
      /^### Every check passes\n\n1 Kubernetes object in 1 file[^\n]*wrong$/,
    );
    const many = Array.from({ length: 60 }, (_, index) => pod(`p${index}`, 'nginx:latest'));
    expect(of(...many)).toMatch(/\n\n\d+ more: see the annotations, or the log of the job\.$/);
  });
});
