import type { FieldType } from './field-type.ts';
import { SCALAR_RULES } from './scalars.ts';

/** A field's type in words. */
export function expectedType(type: FieldType): string {
  if (type.is === 'list') return 'a list';
  if (type.is === 'map' || type.is === 'struct') return 'an object';
  return SCALAR_RULES[type.is].expected;
}

/** The value of the wrong type as it was probably meant, written in YAML. */
export function meantValue(value: unknown, type: FieldType): string | undefined {
  if (type.is === 'list') return undefined;
  if (type.is === 'string' && (typeof value === 'number' || typeof value === 'boolean')) {
    return JSON.stringify(String(value));
  }
  if (typeof value !== 'string' || !(type.is in SCALAR_RULES)) return undefined;
  if (type.is === 'boolean') return /^(true|false)$/i.test(value) ? value.toLowerCase() : undefined;
  if (type.is === 'quantity') return meantQuantity(value);
  return /^(int32|int64|number)$/.test(type.is) && /^-?\d+$/.test(value) ? value : undefined;
}

/** `512M` of `512MB`, `1Gi` of `1gib`, `500m` of `500 m`. */
function meantQuantity(text: string): string | undefined {
  const [, number, prefix = '', binary = ''] =
    /^\s*(\d+(?:\.\d+)?)\s*([kmgtpe]?)(i?)b?\s*$/i.exec(text) ?? [];
  if (number === undefined) return undefined;
  const isBytes = /b\s*$/i.test(text) || binary !== '';
  if (prefix === 'm' && !isBytes) return `${number}m`;
  const unit = prefix.toLowerCase() === 'k' && binary === '' ? 'k' : prefix.toUpperCase();
  return number + unit + binary.toLowerCase();
}
