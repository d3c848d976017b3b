import { timingSafeEqual } from 'node:crypto';
import { allows } from '../../../../checks/network/evaluate.ts';
import { markup } from '../../../report/html/html.ts';
import { internetEnd } from '../../../shared/network/address-end.ts';
import { podEnd } from '../../../shared/network/pod-end.ts';
import { readNetwork } from '../../../shared/network/read.ts';
import { imageTag } from '../container/container.ts';
import { jenkinsPassword } from '../password.ts';
import { type Asked, type Page, type Place, redirect, shown } from './page.ts';

const COOKIE = 'practice-jenkins';
const FILE = '/var/jenkins_home/secrets/initialAdminPassword';

/** Jenkins' first login: it asks for the password that lies in the pod. */
export const jenkins: Page = async (asked, place) => {
  const version = /^[\d.]+/.exec(imageTag(place.container.image))?.[0] ?? 'latest';
  const headers = { 'x-jenkins': version };
  const page = await pageOf(asked, place);
  return { ...page, headers: { ...page.headers, ...headers } };
};

async function pageOf(asked: Asked, place: Place) {
  const { metadata } = place.container.pod;
  const password = await jenkinsPassword(place.api, metadata.namespace ?? '');
  const [path] = asked.path.split('?');
  if (path === '/j_spring_security_check' && asked.method === 'POST') {
    const given = asked.form.get('j_password')?.trim() ?? '';
    if (!isSame(given, password)) return redirect('/loginError');
    return redirect('/', { 'set-cookie': `${COOKIE}=${password}; HttpOnly; SameSite=Lax; Path=/` });
  }
  if (path === '/login' || path === '/loginError') return login(place, path === '/loginError');
  if (isSame(asked.cookies.get(COOKIE) ?? '', password)) return unlocked(place);
  const toLogin = `/login?from=${encodeURIComponent(asked.path)}`;
  const content = markup`<meta http-equiv="refresh" content="1;url=${toLogin}">
<p>Authentication required. <a href="${toLogin}">Log in</a></p>`;
  return shown('Authentication required [Jenkins]', content, place.container.image, {
    status: 403,
  });
}

function login({ container }: Place, isWrong: boolean) {
  const { name, namespace } = container.pod.metadata;
  const content = markup`<h1>Unlock Jenkins</h1>
${isWrong && markup`<p class="refused" role="alert">The password is not right.</p>`}
<p>The first password is in the pod. This command prints it:</p>
<pre>kubectl exec -n ${namespace} ${name} -- cat ${FILE}</pre>
<form method="post" action="/j_spring_security_check">
<label>Administrator password <input type="password" name="j_password" required autofocus></label>
<button>Continue</button>
</form>`;
  return shown('Sign in [Jenkins]', content, container.image);
}

async function unlocked({ api, container }: Place) {
  const network = await readNetwork(api);
  const caller = podEnd(container.pod, network.namespaces);
  const target = internetEnd('the Internet');
  const { allowed, because } = allows(network.policies, caller, target, 443, 'TCP');
  const plugins = allowed
    ? 'Here the real Jenkins gets its plugins from the Internet. The NetworkPolicies let it.'
    : `Here the real Jenkins says that it is offline: ${because}.`;
  const content = markup`<h1>Jenkins is unlocked</h1>
<p>The password was right, so you reached what the exercise asks for.</p>
<p>${plugins} Practice ends here.</p>`;
  return shown('Getting started [Jenkins]', content, container.image);
}

function isSame(given: string, password: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(password)];
  return a.length === b.length && timingSafeEqual(a, b);
}
