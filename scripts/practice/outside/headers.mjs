// @ts-check
/** Tells where one of Node's programs in practice's shell really asked. */
export const ASKED = 'x-practice-asks';
/** Why it was refused. */
export const REFUSED = 'x-practice-refuses';
