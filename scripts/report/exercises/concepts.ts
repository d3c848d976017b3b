import { CONCEPTS } from '../../../charts/concepts/names.ts';
import { apply, type Exercise, type Place, sentence, type Step } from './exercise.ts';

const CONCEPT = 'exercises/concept-';

/** The concepts, each a file or two that follow each other; docs/exercises.md says what to look at. */
export function concepts(place: Place): Exercise[] {
  const files = place.subject.files.filter(({ path }) => path.startsWith(CONCEPT));
  if (files.length === 0) return [];
  const steps = files.map(({ path, prerequisites = [] }): Step => {
    const name = path
      .slice(CONCEPT.length)
      .replace(/\.k8s\.yaml$/, '')
      .replaceAll('-', ' ');
    return {
      say: sentence(name),
      commands: [apply(place, path), ...prerequisites.map(({ command }) => command)],
    };
  });
  const deletion = {
    say: 'Delete all of them.',
    commands: [`kubectl delete namespace ${CONCEPTS}`],
  };
  return [{ title: 'Concepts, shown working', steps: [...steps, deletion] }];
}
