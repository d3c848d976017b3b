import { describe, expect, test } from '@jest/globals';
import { changesTo, isDone } from '../../../aws/security-group/changes.ts';
import { ruleWords } from '../../../aws/security-group/rule.ts';
import { nodePortsOf, spansOf, wantedRules } from '../../../scripts/nodeport/wanted.ts';
import { classOf } from '../../support/class.ts';
import { configOf, type Overrides } from '../../support/configs.ts';

const from = ['8.8.8.8/32', '9.9.9.0/24'];
const rules = (overrides: Overrides, ranges = ['8.8.8.8/32']) => {
  const config = configOf(overrides);
  return wantedRules(spansOf(nodePortsOf(config), config), ranges).map(ruleWords);
};

describe('which ports are opened', () => {
  test.each<[string, Overrides, string[]]>([
    ["Jenkins's, whichever Service it has just now", {}, ['32000']],
    ['another', { jenkins: { service: 'NodePort', nodePort: 31000 } }, ['31000']],
    ["the shop's too", { sockShop: { nodePort: 30001 } }, ['30001', '32000']],
    ['neighbours as one', { sockShop: { nodePort: 32001 } }, ['32000 to 32001']],
    ['the shop alone', { jenkins: { enabled: false }, sockShop: { nodePort: 30001 } }, ['30001']],
    ['none', { jenkins: { enabled: false } }, []],
    [
      "a class's whole range, and what lies outside of it",
      { learners: classOf(40), sockShop: { nodePort: 30001 } },
      ['30001', '32000 to 32767'],
    ],
  ])('%s', (_, overrides, ports) => {
    expect(rules(overrides)).toEqual(ports.map((port) => `TCP ${port} from 8.8.8.8/32`));
  });

  test('each to every range', () => {
    expect(rules({}, from)).toEqual(from.map((range) => `TCP 32000 from ${range}`));
  });

  test('each with the file that brings its Service', () => {
    expect(nodePortsOf(configOf({ jenkins: { service: 'NodePort' } }))).toEqual([
      { port: 32000, service: 'dev-bc-svc/jenkins', file: 'jenkins/2-jenkins-service.k8s.yaml' },
    ]);
  });

  test.each(['0.0.0.0/0', '128.0.0.0/1', '8.0.0.0/7'])('never to %s', (range) => {
    expect(() => rules({}, ['8.8.8.8/32', range])).toThrow(`access.from holds ${range}`);
  });
});

describe('what has to change', () => {
  const rule = (port: number, range: string, id: string) => ({
    first: port,
    last: port,
    range,
    id,
  });
  const wanted = [
    { first: 32000, last: 32000, range: '8.8.8.8/32' },
    { first: 32000, last: 32000, range: '9.9.9.9/32' },
  ];

  test('what is missing, what is too much, and nothing of others', () => {
    const changes = changesTo(
      {
        ours: [rule(32000, '8.8.8.8/32', 'a'), rule(32000, '1.1.1.1/32', 'b')],
        others: [rule(32000, '9.9.9.9/32', 'c'), rule(22, '0.0.0.0/0', 'd')],
      },
      wanted,
    );
    expect(changes).toMatchObject({
      open: [],
      close: [{ id: 'b' }],
      stay: [{ id: 'a' }],
      byOthers: [{ id: 'c' }],
    });
    expect(isDone(changes)).toBe(false);
  });

  test('to close is to want nothing', () => {
    const present = {
      ours: [rule(32000, '8.8.8.8/32', 'a')],
      others: [rule(22, '1.1.1.1/32', 'd')],
    };
    expect(changesTo(present, [])).toMatchObject({ open: [], close: [{ id: 'a' }], byOthers: [] });
    expect(isDone(changesTo({ ours: [], others: present.others }, []))).toBe(true);
  });
});
