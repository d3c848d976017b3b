import { at, list, text } from '../../checks/values.ts';
import { JENKINS_PORT } from '../../charts/jenkins/names.ts';
import { done, type Item, notYet, wrong } from './exercise.ts';
import { holds, troubleOf } from '../../aws/object-state.ts';
import type { Live, LiveObject } from './live.ts';
import type { Workplace } from './workplace.ts';

const NAME = 'jenkins';

/** The bare Pod of the exercises: as the chapter describes it, and ready. */
export function podItems(workplace: Workplace, live: Live): Item[] {
  const { namespace, files } = workplace;
  const what = 'the Jenkins pod';
  const apply = `kubectl apply -f ${files.pod}`;
  if (!live.has(namespace)) return [noNamespace(workplace, live, apply)];
  const pod = live.find('Pod', NAME, namespace);
  if (!pod) return [absent(namespace, live, apply)];
  const mistakes = mistakesOf(pod);
  if (mistakes.length > 0) {
    return [
      wrong(what, mistakes.join('; '), `kubectl delete pod -n ${namespace} ${NAME}, then ${apply}`),
    ];
  }
  if (holds(pod, 'Ready')) {
    return [
      done(what, `pod ${namespace}/${NAME} is ready on ${text(at(pod, 'spec', 'nodeName'))}`),
    ];
  }
  return [
    ['Failed', 'Succeeded'].includes(text(at(pod, 'status', 'phase')) ?? '')
      ? wrong(
          what,
          `pod ${namespace}/${NAME} has ended (${text(at(pod, 'status', 'reason')) ?? at(pod, 'status', 'phase')}), and a bare pod does not start again by itself`,
          `kubectl delete pod -n ${namespace} ${NAME}, then ${apply}`,
        )
      : notYet(
          what,
          `pod ${namespace}/${NAME} is not ready: ${troubleOf(pod)}`,
          `kubectl describe pod -n ${namespace} ${NAME}`,
        ),
  ];
}

// The namespace's name is what the chapter asks for first, and what is misspelt first.
function noNamespace({ namespace, namespaceFile }: Workplace, live: Live, apply: string): Item {
  const what = 'the namespace';
  if (namespaceFile !== undefined) {
    return notYet(
      what,
      `there is no namespace ${namespace}`,
      `the instructor creates it: kubectl apply -f ${namespaceFile}`,
    );
  }
  const withJenkins = live
    .of('Pod')
    .filter(({ metadata }) => metadata.name === NAME)
    .flatMap(({ metadata }) => metadata.namespace ?? []);
  const near = live
    .of('Namespace')
    .map(({ metadata }) => metadata.name)
    .filter((name) => /bc-?svc/.test(name));
  const misspelt = [...withJenkins, ...near].find((name) => !name.endsWith('-bc-svc'));
  if (misspelt !== undefined) {
    return wrong(
      what,
      `there is ${misspelt}, and no ${namespace}: the chapter's form is NAME-bc-svc`,
      `${apply}, and then kubectl delete namespace ${misspelt}`,
    );
  }
  const [other] = withJenkins;
  return notYet(
    what,
    other
      ? `there is no namespace ${namespace}; there is ${other}: is that yours? Then owner in the cluster file is not`
      : `there is no namespace ${namespace}`,
    apply,
  );
}

function absent(namespace: string, live: Live, apply: string): Item {
  const what = 'the Jenkins pod';
  const other = live.of('Pod', namespace).find(({ metadata }) => metadata.labels?.app === NAME);
  if (other) {
    return wrong(
      what,
      `the pod is named ${other.metadata.name}, not ${NAME}`,
      `kubectl delete pod -n ${namespace} ${other.metadata.name}, then ${apply}`,
    );
  }
  const last = live
    .of('Event', namespace)
    .filter(
      (event) =>
        at(event, 'involvedObject', 'kind') === 'Pod' &&
        at(event, 'involvedObject', 'name') === NAME,
    )
    .sort((a, b) => timeOf(a).localeCompare(timeOf(b)))
    .at(-1);
  if (!last && live.of('Service', namespace).length === 0) {
    return notYet(what, `there is no pod in ${namespace}`, apply);
  }
  const why = last ? ` (last heard of it: ${text(last.reason)}: ${text(last.message)})` : '';
  return wrong(
    what,
    `the pod is gone${why}: a bare pod does not come back when its node is removed or somebody evicts it`,
    apply,
  );
}

function timeOf(event: LiveObject): string {
  return (
    text(event.lastTimestamp) ??
    text(event.eventTime) ??
    text(at(event, 'metadata', 'creationTimestamp')) ??
    ''
  );
}

function mistakesOf(pod: LiveObject): string[] {
  const containers = list(at(pod, 'spec', 'containers'));
  const container = containers.find((each) => at(each, 'name') === NAME) ?? containers[0];
  const name = text(at(container, 'name'));
  const image = text(at(container, 'image')) ?? '';
  const ports = list(at(container, 'ports')).map((port) => at(port, 'containerPort'));
  const label = pod.metadata.labels?.app;
  return [
    ...when(label !== NAME, `its label app is ${label ?? 'missing'}, and should be ${NAME}`),
    ...when(name !== NAME, `its container is named ${name}, and should be ${NAME}`),
    ...when(
      !/(^|\/)jenkins\/jenkins(:|@|$)/.test(image),
      `its image is ${image}, and should be jenkins/jenkins`,
    ),
    ...when(
      !ports.includes(JENKINS_PORT),
      `its container port is ${ports.join(', ') || 'missing'}, and should be ${JENKINS_PORT}`,
    ),
  ];
}

function when(condition: boolean, mistake: string): string[] {
  return condition ? [mistake] : [];
}
