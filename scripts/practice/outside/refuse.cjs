// @ts-check
// In JavaScript, and CommonJS: the preload is loaded as it stands, and Jest loads this without it.

/** Tells where one of Node's programs in practice's shell really asked. */
exports.ASKED = 'x-practice-asks';
/** Why it was refused. */
exports.REFUSED = 'x-practice-refuses';

/**
 * Whether a name or address is this computer itself.
 * @param {string} host
 */
exports.isHere = (host) => {
  const name = host.replace(/^\[|\]$/g, '').toLowerCase();
  return /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|::1)$/.test(name);
};

/**
 * What whoever asks somebody else is told.
 * @param {string} host
 */
exports.refusal = (host) =>
  `practice never leaves this computer, so ${host} was not asked; leave the practice shell for that`;
