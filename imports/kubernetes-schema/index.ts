export { kindsOf, lookup } from './kinds.ts';
export type { Kind } from './kinds.ts';
export type { FieldProblem } from './field-problem.ts';
export type { FieldType, ObjectSchema, Scalar } from './field-type.ts';
export { removedOrDeprecated } from './lifecycle.ts';
export type { Lifecycle } from './lifecycle.ts';
export { validateFields } from './validate.ts';
