/** The annotation by which a ServiceAccount takes an IAM role. */
export const ROLE_ANNOTATION = 'eks.amazonaws.com/role-arn';

/** A ServiceAccount with a role, as eksctl makes it: by the label, eksctl takes it away in its turn. */
export function serviceAccount(
  { namespace, name }: { readonly namespace: string; readonly name: string },
  role: string,
): object {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      name,
      namespace,
      labels: { 'app.kubernetes.io/managed-by': 'eksctl' },
      annotations: { [ROLE_ANNOTATION]: role },
    },
  };
}
