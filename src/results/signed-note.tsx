/** That the figures of a page are those that were signed, where today's method gives others. It shows nothing where it gives the same. */
import { signedWords } from '../report/results.ts'
import type { ResultView } from '../service/views.ts'
import { InsetText } from '../web/components/panels.tsx'

export function SignedNote({ found }: { found: Pick<ResultView, 'view' | 'result' | 'signed'> }) {
  const { view, result, signed } = found
  return signed === undefined ? <></> : <AsItWasSigned says={signedWords(view.ruleSet, result, signed)} />
}

/** `says`: empty where there is nothing to say. */
export function AsItWasSigned({ says: [first, ...rest] }: { says: readonly string[] }) {
  if (first === undefined) return <></>
  return (
    <InsetText>
      <p>
        <strong>{first}</strong> {rest.join(' ')}
      </p>
    </InsetText>
  )
}
