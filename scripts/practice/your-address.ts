/**
 * The address under which practice's AWS sees this computer: of RFC 2544's range, which nobody on the Internet has. Where
 * it is forgotten in a cluster file, a real cluster lets nobody in.
 */
export const YOUR_ADDRESS = '198.18.0.7';
