import { randomUUID } from 'node:crypto';
import { SOCK_SHOP } from '../../../../charts/sock-shop/names.ts';
import { type Content, markup } from '../../../report/html/html.ts';
import { readNetwork } from '../../../shared/network/read.ts';
import { firstStopped, type JudgedCall, judgeCalls } from '../../../shared/network/shop-calls.ts';
import { type Asked, type Page, type Place, redirect, shown } from './page.ts';

const COOKIE = 'practice-shop';
const USER = 'user';
const PASSWORD = 'password';
const DEAREST_ORDER = 100;
const MOST_VISITORS = 1000;

const socks = [
  { id: 'plain', name: 'Plain socks', price: 12 },
  { id: 'striped', name: 'Striped socks', price: 18 },
  { id: 'winter', name: 'Winter socks', price: 55 },
] as const;

type Sock = (typeof socks)[number];
type Needed = readonly (readonly [from: string, to: string])[];

const showing: Needed = [
  ['front-end', 'catalogue'],
  ['catalogue', 'catalogue-db'],
];
const sessions: Needed = [['front-end', 'session-db']];
const loggingIn: Needed = [...sessions, ['front-end', 'user'], ['user', 'user-db']];
const filling: Needed = [...sessions, ['front-end', 'carts'], ['carts', 'carts-db']];
const ordering: Needed = [
  ...sessions,
  ['front-end', 'orders'],
  ['orders', 'user'],
  ['orders', 'carts'],
  ['orders', 'payment'],
  ['orders', 'shipping'],
  ['orders', 'orders-db'],
  ['shipping', 'rabbitmq'],
];

interface Visitor {
  isKnown: boolean;
  cart: string[];
  said: string;
  orders: number;
}

/** The shop's front page: it sells what its calls to the other services let it. */
export function shopPage(): Page {
  const visitors = new Map<string, Visitor>();
  return async (asked, place) => {
    const network = await readNetwork(place.api);
    const judged = judgeCalls(network, place.container.pod);
    const id = asked.cookies.get(COOKIE);
    const known = id === undefined ? undefined : visitors.get(id);
    if (asked.method !== 'POST') return front(known, judged, place);
    if (visitors.size > MOST_VISITORS) visitors.clear();
    const visitor = known ?? { isKnown: false, cart: [], said: '', orders: 0 };
    const own = known && id ? id : randomUUID();
    visitors.set(own, visitor);
    visitor.said = act(asked, visitor, judged, place);
    return redirect('/', { 'set-cookie': `${COOKIE}=${own}; HttpOnly; SameSite=Lax; Path=/` });
  };
}

function act(
  { path, form }: Asked,
  visitor: Visitor,
  judged: readonly JudgedCall[],
  place: Place,
): string {
  const needed = {
    '/login': loggingIn,
    '/cart': filling,
    '/cart/remove': filling,
    '/orders': ordering,
  }[path];
  if (!needed) return 'The shop has no such page.';
  const cut = firstStopped(judged, needed);
  if (cut) {
    const { call, way } = cut;
    return `The real shop shows an error now: ${call.from} does not reach ${call.to}, because ${way.because}.`;
  }
  if (path === '/login') {
    visitor.isKnown = form.get('username') === USER && form.get('password') === PASSWORD;
    return visitor.isKnown ? `You are logged in as ${USER}.` : 'The name or the password is wrong.';
  }
  if (path === '/orders') return order(visitor, place);
  const sock = socks.find(({ id }) => id === form.get('id'));
  if (!sock) return 'The shop has no such socks.';
  return path === '/cart' ? put(visitor, sock) : takeOut(visitor, sock);
}

function put({ cart }: Visitor, { id, name }: Sock): string {
  cart.push(id);
  return `${name} are in the cart.`;
}

function takeOut({ cart }: Visitor, { id, name }: Sock): string {
  const at = cart.indexOf(id);
  if (at === -1) return `${name} are not in the cart.`;
  cart.splice(at, 1);
  return `A pair of ${name} is out of the cart.`;
}

function order(visitor: Visitor, { book, container }: Place): string {
  const total = totalOf(visitor);
  if (!visitor.isKnown) return 'Log in first.';
  if (total === 0) return 'The cart is empty.';
  if (total > DEAREST_ORDER) {
    return `Payment declined: the order is above ${DEAREST_ORDER} dollars. This is a joke of the demo, not an error.`;
  }
  visitor.cart = [];
  visitor.orders += 1;
  book.write(
    { namespace: container.pod.metadata.namespace ?? SOCK_SHOP, deployment: 'queue-master' },
    'practice: an order came. Here the real queue-master shows an exception: it wants to start a Docker container, and the nodes have no Docker.',
  );
  return `Thank you. Your order of ${total} dollars is complete.`;
}

function totalOf({ cart }: Visitor): number {
  return cart.reduce((sum, id) => sum + (socks.find((sock) => sock.id === id)?.price ?? 0), 0);
}

function front(visitor: Visitor | undefined, judged: readonly JudgedCall[], { container }: Place) {
  const cut = firstStopped(judged, showing);
  const content = markup`<h1>The sock shop</h1>
${visitor && markup`<p role="status">${visitor.said}</p>`}
${
  cut
    ? markup`<p class="refused">The real shop shows no socks now: ${cut.way.because}.</p>`
    : markup`<table><tbody>${socks.map(
        ({ id, name, price }) => markup`<tr><td>${name}</td><td>${price} dollars</td>
<td>${sockForm('/cart', id, 'Add to cart')}</td>
<td>${visitor?.cart.includes(id) && sockForm('/cart/remove', id, 'Remove a pair')}</td></tr>`,
      )}</tbody></table>`
}
${visitorPart(visitor)}
<h2>The calls behind this page</h2>
<p>Each is judged by the Services, the endpoints and the NetworkPolicies of the cluster, as they are now.</p>
<table class="calls">
<thead><tr><th>From</th><th>To</th><th>Port</th><th>Result</th><th>Because</th></tr></thead>
<tbody>${judged.map(callRow)}</tbody>
</table>`;
  return shown('WeaveSocks, played by practice', content, container.image);
}

function sockForm(action: string, id: string, what: string): Content {
  return markup`<form method="post" action="${action}"><input type="hidden" name="id" value="${id}"><button>${what}</button></form>`;
}

function visitorPart(visitor: Visitor | undefined): Content {
  const total = visitor ? totalOf(visitor) : 0;
  return markup`<p>In the cart: ${visitor?.cart.length ?? 0} pairs, ${total} dollars.</p>
<form method="post" action="/orders"><button>Order</button></form>
${
  !visitor?.isKnown &&
  markup`<form method="post" action="/login">
<label>Name <input name="username" autocomplete="username"></label>
<label>Password <input type="password" name="password" autocomplete="current-password"></label>
<button>Log in</button></form>`
}`;
}

function callRow({ call, way }: JudgedCall): Content {
  const result = way.reached ? 'reached' : way.how === 'silent' ? 'no answer' : 'refused';
  return markup`<tr${!way.reached && markup` class="refused"`}><td>${call.from}</td><td>${call.to}</td><td>${call.port}</td><td>${result}</td><td>${way.because}</td></tr>`;
}
