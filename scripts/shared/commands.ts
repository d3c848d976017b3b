/** The commands that users run, by what for; the first group is all that a newcomer needs. */
export const commandGroups: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'To begin with': {
    start: 'this overview',
    'allow-me': 'put your own address into the cluster file',
    synth: 'write dist/ from the cluster files',
    test: 'the tests that need Node alone, in seconds',
  },
  'To know what you are about to do': {
    diff: 'what changed since the last commit, and the commands that make it so',
    validate: 'run every check on any folder of manifests',
    capacity: 'how full the nodes are, and what they cost',
    exposure: 'what can be reached from outside, and from where',
    fleet: 'the clusters side by side, and what differs',
    rehearse: 'apply a cluster to a control plane on this computer',
  },
  'To keep the project up to date': {
    'eks-versions': 'compare our table with the Kubernetes versions that EKS sells today',
    import: "make the types from eksctl's and Kubernetes' own schemas anew",
    schema: "make the cluster file's schema and reference anew",
  },
  'To work on the project': {
    lint: 'types, lint and format',
    format: 'bring every file into format',
    'test:slow': 'the tests that start processes, as a user does',
    'test:cluster': 'the tests that need a control plane',
    'test:properties': 'the tests with random input, for longer',
    bench: 'how long the checks take, from one shop to a hundred',
    'control-plane:build': "build that control plane's programs",
  },
};
