import type { ControlPlane } from '../../../control-plane/control-plane.ts';

/** Starts again what of a control plane has ended, as EKS does, and says so. */
export async function startAgain(plane: ControlPlane, say: (line: string) => void): Promise<void> {
  for (const [component, how] of plane.ended()) {
    await plane.restart(component);
    say(`${component} of the control plane ended ${how}, and practice started it again`);
  }
}
