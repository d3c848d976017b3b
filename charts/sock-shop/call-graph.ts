/** One workload's need to reach another. */
export interface Call {
  readonly from: string;
  readonly to: string;
  /** The pod's port, which is what a NetworkPolicy judges. */
  readonly port: number;
}

/** Who calls whom in the shop, as its sources have it. Nothing else is let through. */
export const calls: readonly Call[] = [
  { from: 'front-end', to: 'catalogue', port: 80 },
  { from: 'front-end', to: 'carts', port: 80 },
  { from: 'front-end', to: 'orders', port: 80 },
  { from: 'front-end', to: 'user', port: 80 },
  { from: 'front-end', to: 'session-db', port: 6379 },
  { from: 'catalogue', to: 'catalogue-db', port: 3306 },
  { from: 'carts', to: 'carts-db', port: 27017 },
  { from: 'user', to: 'user-db', port: 27017 },
  { from: 'orders', to: 'orders-db', port: 27017 },
  { from: 'orders', to: 'carts', port: 80 },
  { from: 'orders', to: 'user', port: 80 },
  { from: 'orders', to: 'payment', port: 80 },
  { from: 'orders', to: 'shipping', port: 80 },
  { from: 'shipping', to: 'rabbitmq', port: 5672 },
  { from: 'queue-master', to: 'rabbitmq', port: 5672 },
];
