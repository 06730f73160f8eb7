/** A button that makes an action of something; for those who may plan, and nothing for anybody else. */
import type { ActionSource } from '../report/action-of.ts'
import { decide } from '../service/permission.ts'
import type { OrganisationId } from '../ids.ts'
import { ButtonForm } from './components/button-form.tsx'
import { paths } from './paths.ts'
import { getPerson, type PageContext } from './web.ts'

interface PlanButtonProps {
  c: PageContext
  organisation: OrganisationId
  source: ActionSource
  /** As `actionOf` reads it. */
  about: string
  /** Said to those who hear the page. */
  of: string
}

export function PlanButton({ c, organisation, source, about, of }: PlanButtonProps) {
  if (decide('plan-actions', getPerson(c), organisation) !== 'allowed') return <></>
  return (
    <ButtonForm
      action={paths.planAction(organisation)}
      button="Plan this"
      about={`: ${of}`}
      variant="link"
      sends={{ source, about }}
    />
  )
}
