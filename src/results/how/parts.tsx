/** Small pieces of the pages that explain the scoring: sections, conditions with links, sources. */
import { paths } from '../../web/paths.ts'
import type { Child } from 'hono/jsx'
import { type ConditionWords, wordCondition } from '../../report/method.ts'
import { sourceWords, upperFirst } from '../../report/words.ts'
import { findQuestion } from '../../rules/find.ts'
import type { Condition, RuleSet, Source } from '../../rules/model.ts'

/** A heading that other parts of the page, and other pages, can point to. */
export function Section(props: { id: string; heading: Child; size?: 'm'; children: Child }) {
  return (
    <section aria-labelledby={props.id}>
      <h2 id={props.id} class={props.size && `nhsuk-heading-${props.size}`}>
        {props.heading}
      </h2>
      {props.children}
    </section>
  )
}

/** Links to the sections of a long page. */
export function Contents({ links }: { links: readonly (readonly [id: string, text: string])[] }) {
  return (
    <nav aria-labelledby="on-this-page">
      <h2 class="nhsuk-heading-s" id="on-this-page">
        On this page
      </h2>
      <ul>
        {links.map(([id, text]) => (
          <li>
            <a href={`#${id}`}>{text}</a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** A condition in words, each question a link to where it is explained. */
export function Asks({ ruleSet, condition }: { ruleSet: RuleSet; condition: Condition }) {
  return <AskedWords ruleSet={ruleSet} words={wordCondition(ruleSet, condition)} />
}

export function AskedWords({ ruleSet, words }: { ruleSet: RuleSet; words: ConditionWords }) {
  switch (words.kind) {
    case 'answer': {
      const question = findQuestion(ruleSet, words.question)
      return (
        <>
          {question === undefined ? (
            words.short
          ) : (
            <a href={paths.scoredQuestion(question.domain, question.id)}>{words.short}</a>
          )}
          , {words.words}
        </>
      )
    }
    case 'context':
      return (
        <>
          {words.short} {words.words}
        </>
      )
    case 'all':
    case 'any':
      return (
        <>
          {words.of.map((part, index) => (
            <>
              {index > 0 && <strong>{words.kind === 'all' ? '; and ' : '; or '}</strong>}
              <AskedWords ruleSet={ruleSet} words={part} />
            </>
          ))}
        </>
      )
  }
}

/** Where a number or threshold comes from, with its address where it has one. */
export function SourceLine({ source }: { source: Source }) {
  if (source === 'judgement' || source.url === undefined) return <>{upperFirst(sourceWords(source))}</>
  const { url, ...about } = source
  return (
    <a href={url} rel="noreferrer">
      {sourceWords(about)}
    </a>
  )
}
