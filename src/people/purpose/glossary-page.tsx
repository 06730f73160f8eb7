/** The words that are explained where they are first met, all in one place. */
import { SummaryList } from '../../web/components/lists.tsx'
import { TitledPage } from '../../web/titled-page.tsx'
import type { PageContext } from '../../web/web.ts'

export function GlossaryPage({ c }: { c: PageContext }) {
  const { glossary } = c.get('web').house.ruleSet
  const letters = [...new Set(glossary.map(({ term }) => letterOf(term)))].sort()
  return (
    <TitledPage c={c} title="Glossary">
      <nav aria-label="Letters">
        <ul class="nhsuk-list wr-filters">
          {letters.map((letter) => (
            <li>
              <a href={`#letter-${letter}`}>
                <span class="nhsuk-u-visually-hidden">Words with </span>
                {letter}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {letters.map((letter) => (
        <section aria-labelledby={`letter-${letter}`}>
          <h2 id={`letter-${letter}`} class="nhsuk-heading-m">
            {letter}
          </h2>
          <SummaryList
            rows={glossary
              .filter(({ term }) => letterOf(term) === letter)
              .map(({ term, means }) => ({ key: term, value: means, id: anchorOf(term) }))}
          />
        </section>
      ))}
    </TitledPage>
  )
}

const letterOf = (term: string) => term.charAt(0).toUpperCase()

/** `Second factor` as `second-factor`, to link to. */
function anchorOf(term: string): string {
  return term
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
