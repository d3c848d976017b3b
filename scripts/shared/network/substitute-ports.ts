/** How much higher a port is that takes the place of one that can't be opened. */
export const SUBSTITUTE_PORTS = 20_000;
