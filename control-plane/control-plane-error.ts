/** A failure that whoever runs the command can put right: shown as it is, without a stack. */
export class ControlPlaneError extends Error {}
