import type { ClusterVersionInformation, EKSClientConfig } from '@aws-sdk/client-eks';
import { UsageError } from '../scripts/shared/usage-error.ts';

/** A Kubernetes minor as EKS sells it. */
export interface SoldVersion {
  readonly version: string;
  readonly support: 'standard' | 'extended' | 'ended';
  /** Days as YYYY-MM-DD, where EKS gives them. */
  readonly standardUntil?: string;
  readonly extendedUntil?: string;
}

/** Asks EKS which Kubernetes minors it sells. */
export async function soldVersions(settings: EKSClientConfig): Promise<SoldVersion[]> {
  // Slow to load, and no other command needs it.
  const { EKSClient, paginateDescribeClusterVersions } = await import('@aws-sdk/client-eks');
  const client = new EKSClient(settings);
  const sold: SoldVersion[] = [];
  try {
    for await (const page of paginateDescribeClusterVersions({ client }, {})) {
      sold.push(...(page.clusterVersions ?? []).flatMap(asSold));
    }
  } catch (error) {
    throw inWords(error);
  } finally {
    client.destroy();
  }
  return sold;
}

function asSold(information: ClusterVersionInformation): SoldVersion[] {
  const { clusterVersion, versionStatus, status } = information;
  if (!clusterVersion) return [];
  const word = (versionStatus ?? status ?? '').toLowerCase();
  return [
    {
      version: clusterVersion,
      support: word.startsWith('standard')
        ? 'standard'
        : word.startsWith('extended')
          ? 'extended'
          : 'ended',
      standardUntil: day(information.endOfStandardSupportDate),
      extendedUntil: day(information.endOfExtendedSupportDate),
    },
  ];
}

function day(date: Date | undefined): string | undefined {
  return date?.toISOString().slice(0, 10);
}

function inWords(error: unknown): unknown {
  const { name, message, code } = error as NodeJS.ErrnoException;
  if (/region is missing/i.test(message)) {
    return new UsageError(
      'no AWS region is set',
      'write npm run eks-versions -- --region us-west-2',
    );
  }
  switch (name) {
    case 'CredentialsProviderError':
    case 'TokenProviderError':
      return new UsageError(
        `no AWS credentials were found: ${message}`,
        'sign in with aws configure or aws sso login, and try aws sts get-caller-identity',
      );
    case 'ExpiredToken':
    case 'ExpiredTokenException':
      return new UsageError('the AWS credentials have expired', 'sign in again: aws sso login');
    case 'UnrecognizedClientException':
    case 'InvalidClientTokenId':
    case 'InvalidSignatureException':
    case 'SignatureDoesNotMatch':
      return new UsageError(
        `AWS does not take these credentials: ${message}`,
        "see whose they are with aws sts get-caller-identity, and check this computer's clock",
      );
    case 'AccessDeniedException':
      return new UsageError(
        `these credentials may not do eks:DescribeClusterVersions: ${message}`,
        'let an administrator allow eks:DescribeClusterVersions on *',
      );
    case 'ThrottlingException':
    case 'TooManyRequestsException':
      return new UsageError('EKS answers too many requests just now', 'try again in a minute');
    case 'TimeoutError':
      return new UsageError('EKS did not answer in time', 'check the network, and try again');
    default:
      if (!networkErrors.some((each) => code === each || message.includes(each))) return error;
      return new UsageError(
        `EKS cannot be reached: ${message || code}`,
        'check the network and the name of the region',
      );
  }
}

const networkErrors = [
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'ETIMEDOUT',
];
