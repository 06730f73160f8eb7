/** The risk register: each risk with who owns it, where it stands and shall come to, how it is treated and until when; their own risks below the rules'. */
import { acceptedSentence } from '../../report/risk-list.ts'
import { entryWords, isWithin, registerHeadline, type Registered } from '../../report/risk-register.ts'
import type { Examined } from '../../report/explain-score.ts'
import { countWords } from '../../report/words.ts'
import { decide } from '../../service/permission.ts'
import { Tag } from '../../web/components/lists.tsx'
import { Details } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'
import { paths } from '../../web/paths.ts'
import { TitledPage } from '../../web/titled-page.tsx'
import { getPerson, type PageContext } from '../../web/web.ts'

interface RegisterPageProps {
  c: PageContext
  organisation: { readonly id: string; readonly name: string }
  examined: Examined
  risks: readonly Registered[]
  today: string
}

export function RegisterPage(props: RegisterPageProps) {
  const { c, organisation, examined, risks, today } = props
  const { ruleSet } = examined
  const isCalm = (one: Registered) => isWithin(ruleSet, one) && !entryWords(ruleSet, one, today).isLate
  const within = risks.filter(isCalm)
  const above = risks.filter((one) => !isCalm(one))
  const keeps = decide('keep-risk-register', getPerson(c), organisation.id) === 'allowed'
  return (
    <TitledPage
      c={c}
      title="Risk register"
      caption="Risk register"
      heading={registerHeadline(ruleSet, risks, today)}
      size="l"
      organisation={organisation}
      current="risks"
      crumbs={[{ href: paths.risks(organisation.id), text: 'Risks' }]}
      state={acceptedSentence(examined)}
      wide
    >
      {keeps && (
        <p>
          <a class="nhsuk-button nhsuk-button--secondary" href={paths.newRisk(organisation.id)}>
            Add a risk of our own
          </a>
        </p>
      )}
      {above.length > 0 && <Rows {...props} caption="Above what we accept, or late" risks={above} />}
      {within.length > 0 && (
        <Details summary={`${countWords(within.length, 'risk')} within what we accept on paper`} printed>
          <Rows {...props} caption="Within what we accept on paper" risks={within} />
        </Details>
      )}
    </TitledPage>
  )
}

function Rows({ c, organisation, examined, risks, today, caption }: RegisterPageProps & { caption: string }) {
  const { ruleSet } = examined
  const keeps = decide('keep-risk-register', getPerson(c), organisation.id) === 'allowed'
  return (
    <Table
      caption={caption}
      captionHidden
      compact
      columns={[
        'Risk',
        'Owner',
        'Where it stands',
        'We accept up to',
        'Target',
        'Treatment',
        'Next review',
      ].map((header) => ({
        header,
      }))}
      rows={risks.map((one) => {
        const words = entryWords(ruleSet, one, today)
        return [
          <>
            <Name keeps={keeps} organisation={organisation.id} one={one} />
            {words.isLate && (
              <>
                {' '}
                <Tag colour="red">Late</Tag>
              </>
            )}
            {(one.entry?.overrideBecause ?? '') !== '' && (
              <span class="nhsuk-body-s wr-line-note">
                Our rating, because: <bdi>{one.entry?.overrideBecause}</bdi>
              </span>
            )}
            {(one.entry?.acceptedBecause ?? '') !== '' && (
              <span class="nhsuk-body-s wr-line-note">
                Accepted, because: <bdi>{one.entry?.acceptedBecause}</bdi>
              </span>
            )}
          </>,
          <bdi class="wr-person">{words.owner}</bdi>,
          words.now,
          words.accepts,
          words.target,
          words.treatment,
          words.review,
        ]
      })}
    />
  )
}

function Name({ keeps, organisation, one }: { keeps: boolean; organisation: string; one: Registered }) {
  const name = <bdi>{one.short}</bdi>
  if (keeps) return <a href={paths.riskEntry(organisation, one.id)}>{name}</a>
  return one.rated === undefined ? name : <a href={paths.risk(organisation, one.id)}>{name}</a>
}
