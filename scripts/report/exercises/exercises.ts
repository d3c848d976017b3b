import { exerciseNamespace } from '../../../config/learners/names.ts';
import type { Synthesized } from '../../../synth/synthesize.ts';
import { autoscaling, cleaningUp, creating } from './cluster-exercises.ts';
import { concepts } from './concepts.ts';
import type { Exercise, Place } from './exercise.ts';
import { ingress } from './ingress-exercise.ts';
import { serviceExercises } from './service-exercises.ts';

/** The chapter's exercises, in its order, with this cluster's names. */
export function exercisesOf(subject: Synthesized): Exercise[] {
  const { name, owner, region } = subject.config;
  const namespace = exerciseNamespace(owner);
  const place: Place = { subject, folder: `dist/${name}`, name, region, namespace };
  return [
    creating(place),
    autoscaling(place),
    ...serviceExercises(place),
    ingress(place),
    ...concepts(place),
    cleaningUp(place),
  ];
}
