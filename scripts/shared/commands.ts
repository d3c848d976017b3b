import { PROGRAM } from './program.ts';

/** The commands with which one gets from nothing to a cluster, through the exercises, and to no bill. */
export const firstCommands = [
  'init',
  'allow-me',
  'synth',
  'report',
  'up',
  'status',
  'verify',
  'down',
];

/** The commands that users run, by what for. */
export const commandGroups: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'To begin with': {
    start: 'where you stand, and what comes next',
    init: 'write another cluster file, or one for each of a class',
    'allow-me': 'put your own address into the cluster file',
    synth: 'write dist/ from the cluster files',
  },
  'To know what you are about to do': {
    diff: 'what changed since the last commit, and the commands for it',
    plan: 'the commands from one ClusterConfig of eksctl to another, no matter who wrote it',
    validate: 'run every check on any folder of manifests',
    comment: 'say it on a pull request, in one comment that is rewritten',
    capacity: 'how full the nodes are, and what they cost',
    exposure: 'what can be reached from outside, and from where',
    report: 'one page to look at: the cluster as a picture, and the exercises',
    fleet: 'the clusters side by side, and what differs',
    rehearse: 'apply a cluster to a control plane on this computer',
  },
  'To have the cluster': {
    preflight: 'what would go wrong, before it costs money',
    up: 'make the cluster and apply everything to it',
    status: 'how the cluster, its nodes and its addons are',
    kubeconfig: 'connect kubectl to it',
    verify: 'which exercises are done, and what is wrong',
    reset: 'bring the cluster to where an exercise begins',
    nodeport: 'open a node port to your address, and close it again',
    who: 'who may do what',
    pause: 'remove all nodes for a while',
    resume: 'bring them back',
    upgrade: 'one Kubernetes minor version forward, part by part; and back, within seven days',
    'launch-template': "the chapter's own launch template and roles, as a CloudFormation stack",
    down: 'delete everything, and look for what is left',
  },
  'To keep the project up to date': {
    outdated: 'the newest release of each version in tables/, from the registries',
    'eks-versions': 'compare our table with the Kubernetes versions that EKS sells today',
    completion: `what makes your shell complete the program ${PROGRAM}`,
    import: "make the types from eksctl's and Kubernetes' own schemas again",
    schema: "make the cluster file's schema and reference again",
  },
  'To work on the project': {
    test: 'the tests that need only Node, in seconds',
    lint: 'types, lint and format',
    format: 'bring every file into format',
    'test:slow': 'the tests that start processes, as a user does',
    'test:cluster': 'the tests that need a control plane',
    'test:practice': 'the tests of what practice plays',
    'test:controllers': 'the tests that need the real controllers',
    'test:eksctl': 'the tests that need the real eksctl',
    'test:aws': 'the tests that play AWS with moto',
    'test:browser': 'the tests that need Chromium',
    'test:properties': 'the tests with random input, for longer',
    'test:hostile': 'the tests with damaged input of every kind',
    watch: 'what each save of a cluster file or a chart changes, at once',
    bench: 'how long synth takes, beside helm, kustomize and plain cdk8s',
    'control-plane:build': "build that control plane's programs",
    'control-plane:pin': 'pin what they are built from, after a change of versions',
  },
};
