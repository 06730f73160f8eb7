/** A rule set → the context questions that people count beside the scored ones: those that it asks, and that something reads. */
import type { ContextQuestion, RuleSet } from './model.ts'

/** In their order. What the organisation's record says is not asked. */
export const countedContext = ({
  context,
  readContext,
}: Pick<RuleSet, 'context' | 'readContext'>): readonly ContextQuestion[] =>
  context.filter(({ index, fromOrganisation }) => readContext.includes(index) && !fromOrganisation)
