/**
 * What everybody can read, and what a few know of themselves → what they can be sure of about somebody else.
 * It tries every state of the answers that gives the same view, so whatever is certain is found, however it follows.
 */

/** Trusts that a view does not tell apart, and those among them that pool what they know. */
export interface Part {
  readonly size: number
  /** Kind of each colluder. */
  readonly known: readonly number[]
  /** Kinds that its honest trusts may be of; undefined: any. */
  readonly kinds?: readonly number[]
}

/** Something that may be so of one trust: by kind of trust, whether it is. */
export type Fact = readonly boolean[]

/** A fact that is certain of every honest trust of a part: what is certain of one is certain of all. */
export interface Finding {
  readonly view: string
  readonly part: number
  readonly fact: number
  /** Whether it is certainly so, or certainly not so. */
  readonly is: boolean
}

/** By part, how many of its trusts are of each kind. */
export type State = readonly (readonly number[])[]

/** Every way to spread a number of trusts over kinds. */
export function spreadsOf(trusts: number, kinds: number): number[][] {
  if (kinds === 1) return [[trusts]]
  return Array.from({ length: trusts + 1 }, (_, first) =>
    spreadsOf(trusts - first, kinds - 1).map((rest) => [first, ...rest]),
  ).flat()
}

/** Every list of kinds that some colluders may be of, their order apart. */
export function poolsOf(colluders: number, kinds: number): number[][] {
  return spreadsOf(colluders, kinds).map((spread) =>
    spread.flatMap((count, kind) => Array<number>(count).fill(kind)),
  )
}

/** Where kinds are levels, worst first: that the second is reached, the third, and so on. */
export function reaching(levels: number): Fact[] {
  return Array.from({ length: levels - 1 }, (_, above) =>
    Array.from({ length: levels }, (_, kind) => kind > above),
  )
}

/** All that is certain, in any state whatever of the honest trusts' answers. */
export function findCertain(
  parts: readonly Part[],
  facts: readonly Fact[],
  viewOf: (state: State) => string,
): Finding[] {
  const kinds = facts[0]?.length ?? 0
  const honest = parts.map((part) => part.size - part.known.length)
  const own = parts.map((part) =>
    Array.from({ length: kinds }, (_, kind) => part.known.filter((one) => one === kind).length),
  )
  // By view, part and fact: the fewest and the most honest trusts of which it is so.
  const seen = new Map<string, { readonly fewest: Int16Array; readonly most: Int16Array }>()
  const visit = (state: State) => {
    if (state.length < parts.length) {
      const part = parts[state.length]
      const may = part?.kinds ?? Array.from({ length: kinds }, (_, kind) => kind)
      for (const spread of spreadsOf(honest[state.length] ?? 0, may.length))
        visit([...state, Array.from({ length: kinds }, (_, kind) => spread[may.indexOf(kind)] ?? 0)])
      return
    }
    const view = viewOf(
      state.map((spread, part) => spread.map((count, kind) => count + (own[part]?.[kind] ?? 0))),
    )
    const bounds = seen.get(view) ?? {
      fewest: new Int16Array(parts.length * facts.length).fill(0x7fff),
      most: new Int16Array(parts.length * facts.length).fill(-1),
    }
    state.forEach((spread, part) =>
      facts.forEach((fact, index) => {
        const count = spread.reduce((sum, some, kind) => sum + (fact[kind] === true ? some : 0), 0)
        const at = part * facts.length + index
        bounds.fewest[at] = Math.min(bounds.fewest[at] ?? 0, count)
        bounds.most[at] = Math.max(bounds.most[at] ?? 0, count)
      }),
    )
    seen.set(view, bounds)
  }
  visit([])
  return [...seen].flatMap(([view, { fewest, most }]) =>
    parts.flatMap((_, part) =>
      facts.flatMap((_, fact): Finding[] => {
        const at = part * facts.length + fact
        if (honest[part] === 0) return []
        if (most[at] === 0) return [{ view, part, fact, is: false }]
        return fewest[at] === honest[part] ? [{ view, part, fact, is: true }] : []
      }),
    ),
  )
}

/** A view that is worked out once a state. */
export function remembered(viewOf: (state: State) => string): (state: State) => string {
  const known = new Map<string, string>()
  return (state) => {
    const key = state.join(';')
    const view = known.get(key) ?? viewOf(state)
    known.set(key, view)
    return view
  }
}
