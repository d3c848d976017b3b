import { expect, test } from '@jest/globals';
import { Chart, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import type { Construct } from 'constructs';
import { file } from '../../charts/file.ts';
import { findings } from '../../checks/run.ts';
import { synthesize } from '../../synth/synthesize.ts';
import { configOf } from '../support/configs.ts';

interface Props {
  readonly image: string;
}

// What a user writes with cdk8s-plus, whose objects get their names from where they stand.
class Larger extends Chart {
  constructor(scope: Construct, id: string, { image }: Props) {
    super(scope, id, { namespace: 'default' });
    const config = new kplus.ConfigMap(this, 'config', { data: { greeting: 'hello' } });
    const web = new kplus.Deployment(this, 'web', {
      replicas: 1,
      serviceAccount: new kplus.ServiceAccount(this, 'account'),
      containers: [
        {
          image,
          portNumber: 8080,
          resources: {
            cpu: { request: kplus.Cpu.millis(10), limit: kplus.Cpu.millis(100) },
            memory: { request: Size.mebibytes(16), limit: Size.mebibytes(16) },
          },
        },
      ],
    });
    web.containers[0]!.mount('/etc/web', kplus.Volume.fromConfigMap(this, 'volume', config));
    web.containers[0]!.env.addVariable('A', kplus.EnvValue.fromConfigMap(config, 'greeting'));
    web.exposeViaService();
  }
}

function withLarger(image: string) {
  const config = configOf();
  const entry = file('apps/3-larger', Larger, { image });
  const made = synthesize(config);
  return { ...made, files: [...made.files, { ...entry, objects: entry.objects() }] };
}

test('the checks take the names that cdk8s-plus gives, beside all of our own files', () => {
  const subject = withLarger('example/web:1.2.3');
  const names = subject.files.at(-1)!.objects.map(({ kind, metadata }) => [kind, metadata.name]);
  expect(names.map(([kind]) => kind).toSorted()).toEqual([
    'ConfigMap',
    'Deployment',
    'Service',
    'ServiceAccount',
  ]);
  for (const [, name] of names) expect(name).toMatch(/^apps-3-larger-[a-z0-9-]+$/);
  expect(findings(subject)).toEqual([]);
});

test('and find what is wrong in it', () => {
  expect(findings(withLarger('example/web:latest'))).toMatchObject([
    {
      file: 'apps/3-larger.k8s.yaml',
      object: expect.stringMatching(/^Deployment default\/apps-3-larger-web-/),
      value: 'example/web:latest',
    },
  ]);
});
