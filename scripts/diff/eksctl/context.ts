import type { FieldChange } from '../field-change.ts';
import { quote } from '../../../terminal/shell.ts';

type Fields = Readonly<Record<string, unknown>>;

/** What the rows of the table of changes look at. */
export interface Context {
  readonly change: FieldChange;
  readonly before: Fields;
  readonly after: Fields;
  /** The ClusterConfig's path, for `-f`. */
  readonly file: string;
  readonly cluster: string;
  readonly region: string;
  /** Whether npm run launch-template makes the node group. */
  readonly ownTemplate: boolean;
  /** Whether that template says the nodes' image, so that EKS takes no minor for them. */
  readonly fixedImage: boolean;
}

/** `--cluster NAME --region REGION` */
export function clusterFlags({ cluster, region }: Context): string {
  return `--cluster ${quote(cluster)} --region ${quote(region)}`;
}

/** The same for the AWS command line, which calls the cluster by its name in some places. */
export function awsFlags({ cluster, region }: Context, flag = '--cluster-name'): string {
  return `${flag} ${quote(cluster)} --region ${quote(region)}`;
}

/** The item that a change is in: `workers` for `managedNodeGroups[workers].maxSize`. */
export function itemOf({ change }: Context): string {
  return change.path.find((step) => step.startsWith('['))?.slice(1, -1) ?? '';
}

/** The item of a list of named things, before or after. */
export function findItem(config: Fields, key: string, name: string): Fields {
  const items = config[key];
  const found: unknown = Array.isArray(items)
    ? items.find((item: Fields | null) => item?.name === name)
    : undefined;
  return (found ?? {}) as Fields;
}
