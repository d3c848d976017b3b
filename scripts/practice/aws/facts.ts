import {
  eksSupport,
  defaultKubernetes,
  kubernetesVersions,
  minorOf,
} from '../../../tables/kubernetes.ts';
import { MOST_NETWORK_LOAD_BALANCERS, quotas } from '../../../tables/limits.ts';
import { accessPolicies } from '../cluster/access-policies.ts';
import { playedAddons } from './addons.ts';
import { HOST_PROGRAM, playedAccount } from './played-account.ts';

// What an account of some age has; each is AWS's default or above it.
const usualLimits: Readonly<Record<keyof typeof quotas, number>> = {
  vpcs: 5,
  addresses: 5,
  onDemand: 64,
  spot: 64,
  network: MOST_NETWORK_LOAD_BALANCERS,
  application: 50,
  classic: 20,
};

// The days on which two releases of EKS's images are told to have come out.
const imageDays = ['20261120', '20261023'];

/** What the played AWS has to know of our tables. */
export function awsFacts(): object {
  return {
    ...playedAccount,
    hostProgram: HOST_PROGRAM,
    defaultMinor: defaultKubernetes,
    minors: kubernetesVersions.map((version) => ({
      version,
      ...minorOf(version),
      support: eksSupport(version),
      images: imageDays.map((day) => `${minorOf(version).release}-${day}`),
    })),
    addons: playedAddons,
    accessPolicies,
    quotas: Object.entries(quotas).map(([name, quota]) => ({
      ...quota,
      value: usualLimits[name as keyof typeof quotas],
    })),
  };
}
