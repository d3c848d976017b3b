// Starts a control plane and waits to be killed; the test looks at what is left.
import { startControlPlane } from '../../control-plane/control-plane.ts';

const { folder } = await startControlPlane({ version: '1.36' });
console.log(folder);
setInterval(() => {}, 1000);
