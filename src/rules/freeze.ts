/** A value → the same, frozen to its leaves. Maps keep their entries changeable; their type says that nobody does. */

/** Freezes it in place, and gives it back. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const part of Object.values(value)) deepFreeze(part)
  return value
}
