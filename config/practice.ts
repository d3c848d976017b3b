/** Set in a shell of practice: where AWS is played, and its clusters with it, on this computer. */
export const PRACTICE = 'EKS_PRACTICE';

/** The address under which practice's AWS sees this computer: of RFC 2544's range, which nobody on the Internet has. */
export const YOUR_ADDRESS = '198.18.0.7';
