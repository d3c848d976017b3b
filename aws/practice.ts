/** Set in a shell of practice: where AWS is played, and its clusters with it, on this computer. */
export const PRACTICE = 'EKS_PRACTICE';
