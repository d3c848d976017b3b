/** A mistake that whoever runs the import can put right: shown as it is, without a stack. */
export class ImportError extends Error {}
