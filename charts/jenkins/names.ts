/** The Pod's labels; `app` is the one that the exercises' Services select. */
export const jenkinsLabels = { app: 'jenkins', 'app.kubernetes.io/name': 'jenkins' };

export const JENKINS_PORT = 8080;
