/** A pure function of an object that never changes → one that works each answer out once, and forgets it with the object. */

/** Only for objects that are the same when they say the same, such as a rule set, or an assessment as `service/assessments.ts` keeps it. */
export function once<K extends object, V>(work: (key: K) => V): (key: K) => V {
  const found = new WeakMap<K, { readonly value: V }>()
  return (key) => {
    const known = found.get(key) ?? { value: work(key) }
    found.set(key, known)
    return known.value
  }
}
