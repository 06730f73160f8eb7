/** What is planned, with who does it by when. */
import { whoAndWhenInShort } from '../../report/planned-actions.ts'
import type { PlannedAction } from '../../service/planned-actions.ts'
import { Tag } from '../../web/components/lists.tsx'
import { paths } from '../../web/paths.ts'

export function Planned({ organisation, action }: { organisation: string; action: PlannedAction }) {
  const { who, when } = whoAndWhenInShort(action)
  return (
    <>
      <a href={paths.actions(organisation)}>Planned</a>: <bdi>{who}</bdi>, <bdi>{when}</bdi>{' '}
      {action.isOverdue && <Tag colour="red">Late</Tag>}
    </>
  )
}
