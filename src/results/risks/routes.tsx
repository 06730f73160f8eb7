/** The risks of a trust, each one explained, and the register of what is said of them. They change no score. */
import { groupRisks } from '../../report/risk-list.ts'
import type { Registered } from '../../report/risk-register.ts'
import { findOwners, getRiskRegister, type RiskEntry, saveRisk } from '../../service/risk-register.ts'
import { askedIn, type PageContext, partOf } from '../../web/web.ts'
import { DomainError } from '../../errors.ts'
import { showPage } from '../../web/layout.tsx'
import { getFindings, getStanding, withAppetites } from '../examined.ts'
import { newRoutes } from '../../web/routes.ts'
import { type EditedRisk, entryFields, entryOf, EntryPage } from './entry-page.tsx'
import { RegisterPage } from './register-page.tsx'
import { RiskPage } from './risk-page.tsx'
import { RisksPage } from './risks-page.tsx'
import { paths } from '../../web/paths.ts'

export const risks = newRoutes()

risks.page('read-results', paths.risks, async (c) => {
  const register = await getRiskRegister(...askedIn(c))
  const targetOf = (id: string) => register.entries.get(id)?.value?.target
  return showPage(
    c,
    <RisksPage findings={withAppetites(await getStanding(c), register)} targetOf={targetOf} />,
  )
})

risks.page('read-results', paths.risk, async (c) => {
  const findings = withAppetites(await getFindings(c), await getRiskRegister(...askedIn(c)))
  const risk = findings.examined.ruleSet.risks.find((one) => one.id === partOf(c, 'risk'))
  if (risk === undefined) throw new DomainError('not-found', 'There is no such risk here.')
  return showPage(c, <RiskPage {...findings} risk={risk} />)
})

risks.page('read-risk-register', paths.riskRegister, async (c) => {
  const { register, examined, all } = await getRegister(c)
  const { organisation, today } = register
  return showPage(
    c,
    <RegisterPage c={c} organisation={organisation} examined={examined} risks={all} today={today} />,
  )
})

risks.form('keep-risk-register', paths.newRisk, {
  load: (c) => loadEntry(c, undefined),
  fields: entryFields,
  page: (c, of, form) => <EntryPage c={c} of={of} form={form} />,
  save: async (c, given) => saveEntry(c, given.id, given.version, entryOf(given)),
})

risks.form('keep-risk-register', paths.riskEntry, {
  load: (c) => loadEntry(c, partOf(c, 'risk')),
  fields: entryFields,
  page: (c, of, form) => <EntryPage c={c} of={of} form={form} />,
  save: async (c, given) => saveEntry(c, partOf(c, 'risk'), given.version, entryOf(given)),
})

/** What is said of each risk, beside what the answers give: those of the rules in the order of the list, then their own. */
async function getRegister(c: PageContext) {
  const register = await getRiskRegister(...askedIn(c))
  const { examined } = withAppetites(await getFindings(c), register)
  const { entries } = register
  const ofRules = groupRisks(examined).map(({ row }): Registered => ({
    id: row.id,
    short: row.short,
    rated: { paper: row.residual.product, evidence: row.assured.product, best: row.best },
    entry: entries.get(row.id)?.value,
  }))
  const own = [...entries.values()].flatMap(({ riskId, value }): Registered[] =>
    value?.own === undefined ? [] : [{ id: riskId, short: value.own.title, rated: undefined, entry: value }],
  )
  return { register, examined, all: [...ofRules, ...own] }
}

async function loadEntry(c: PageContext, id: string | undefined): Promise<EditedRisk> {
  const { register, examined, all } = await getRegister(c)
  const { ruleSet } = examined
  const risk = all.find((one) => one.id === id)
  if (id !== undefined && risk === undefined)
    throw new DomainError('not-found', 'There is no such risk here.')
  const { organisation } = register
  const people = await findOwners(...askedIn(c))
  const versions = register.versions.filter(({ riskId }) => riskId === id)
  return { organisation, ruleSet, risk, versions, people }
}

async function saveEntry(c: PageContext, id: string, seen: number, entry: RiskEntry) {
  const saved = await saveRisk(...askedIn(c), id, seen, entry)
  if (saved.ok) return paths.riskRegister(partOf(c, 'organisation'))
  if ('faults' in saved) return saved
  return {
    refused: `${saved.conflict.savedBy ?? 'Somebody'} saved something else meanwhile. Nothing was overwritten. Save yours again to put it in place of theirs; theirs stays in the list below.`,
  }
}
