// Starts a control plane and waits to be killed; the test looks at what is left.
import { startControlPlane } from '../../control-plane/control-plane.ts';
import { newestKubernetes } from '../../tables/kubernetes.ts';

const { folder } = await startControlPlane({ version: newestKubernetes });
console.log(folder);
setInterval(() => {}, 1000);
