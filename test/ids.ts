/** Ids that are swapped, and rows with a column too many, do not compile: `npm run lint` refuses this file as soon as one of these lines does. Nothing of it is run. */

import type { AccountId, EvidenceId, OrganisationId, ProposalId, QuestionId } from '../src/ids.ts'
import type { Question, Register } from '../src/rules/model.ts'
import { inviteAccount } from '../src/service/inviting-accounts.ts'
import { saveAnswer } from '../src/service/answering.ts'
import { withdrawEvidence } from '../src/service/bringing-evidence.ts'
import { addComment, findComments } from '../src/service/commenting.ts'
import { getSigned } from '../src/service/earlier.ts'
import type { House } from '../src/service/house.ts'
import { endRole } from '../src/service/members.ts'
import { decide } from '../src/service/permission.ts'
import { deleteRow } from '../src/service/register-rows.ts'
import { insertMany } from '../src/store/many.ts'
import type { Handle } from '../src/store/tables.ts'
import { agreeToShare } from '../src/service/sharing.ts'
import type { Person } from '../src/store/person.ts'
import { paths } from '../src/web/paths.ts'
import { newRoutes } from '../src/web/routes.ts'
import { askedIn, type PageContext, partOf } from '../src/web/web.ts'

export async function swapInTheService(
  house: House,
  person: Person,
  organisation: OrganisationId,
  question: Question,
  register: Register,
  account: AccountId,
  share: ProposalId,
  evidence: EvidenceId,
): Promise<void> {
  const trust = organisation
  await findComments(house, person, trust, question.id)
  // @ts-expect-error a question is no organisation
  await findComments(house, person, question.id, trust)
  // @ts-expect-error the organisation, then the question
  await saveAnswer(house, person, question.id, trust, 0, undefined)
  // @ts-expect-error a domain is no question
  await saveAnswer(house, person, trust, question.domain, 0, undefined)
  // @ts-expect-error an account is no question
  await addComment(house, person, trust, account, 'x', 'x')
  // @ts-expect-error the question first, then its evidence
  await withdrawEvidence(house, person, trust, evidence, question.id)
  // @ts-expect-error a register is no row
  await deleteRow(house, person, trust, register.id, register.id, 1)
  // @ts-expect-error a question is no register
  await deleteRow(house, person, trust, question.id, 'row', 1)
  // @ts-expect-error the organisation, then the account
  await endRole(house, person, account, trust, 'lead')
  // @ts-expect-error the organisation, then the share
  await agreeToShare(house, person, share, trust)
  // @ts-expect-error a share is no assessment
  await getSigned(house, person, trust, share)
  // @ts-expect-error an account is no organisation
  await inviteAccount(house, person, { name: 'x', email: 'x' }, { leadOf: account })
  // @ts-expect-error a question is no organisation
  decide('read-answers', person, question.id)
  // @ts-expect-error an account is no organisation
  decide('read-answers', person, person.id)
}

export async function swapAtTheDoor(c: PageContext, question: QuestionId, trust: OrganisationId) {
  const [house, person, organisation] = askedIn(c)
  await getSigned(house, person, organisation, partOf(c, 'assessment'))
  // @ts-expect-error a question is no assessment
  await getSigned(house, person, organisation, partOf(c, 'question'))
  // @ts-expect-error the organisation, then the assessment
  await getSigned(house, person, partOf(c, 'assessment'), partOf(c, 'organisation'))
  // @ts-expect-error an account is no share
  await agreeToShare(...askedIn(c), partOf(c, 'account'))
  newRoutes().get('read-results', paths.signed, async (c) => {
    await getSigned(...askedIn(c), partOf(c, 'assessment'))
    // @ts-expect-error the pattern has no such part
    await getSigned(...askedIn(c), partOf(c, 'asessment'))
    return c.text('')
  })
  paths.question(trust, 'identity', question)
  // @ts-expect-error the organisation, then domain and question
  paths.question(question, 'identity', trust)
  // @ts-expect-error a question is no register
  paths.register(trust, question)
  // @ts-expect-error an organisation is no account
  paths.member(trust, trust)
}

export async function addAColumnThatIsNotThere(db: Handle, at: string): Promise<void> {
  const row = { id: 'x', name: 'X', status: 'active' as const, createdAt: at }
  const longer = { ...row, nickname: 'Y' }
  await insertMany(db, 'account', [row])
  // @ts-expect-error no column of the table
  await insertMany(db, 'account', [longer])
}
