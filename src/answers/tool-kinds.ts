/** The kinds of export from which answers are worked out, and which of them answers a question, or fills in a register. */

import type { QuestionId, RegisterId } from '../ids.ts'
import { IDENTITY } from './tool-accounts.ts'
import { ENDPOINTS } from './tool-endpoints.ts'
import { INVENTORY } from './tool-inventory.ts'
import { RESTORES } from './tool-restores.ts'
import type { ToolKind } from './tool-kind.ts'

export const TOOL_KINDS: readonly ToolKind[] = [IDENTITY, ENDPOINTS, INVENTORY, RESTORES]

/** The kind of export from which a question can be worked out; undefined: none. */
export function findToolKind(questionId: QuestionId): ToolKind | undefined {
  return TOOL_KINDS.find(({ questions }) => questions.some(({ id }) => id === questionId))
}

/** The kind of export that fills in a register; undefined: none. */
export function findFillingKind(registerId: RegisterId): ToolKind | undefined {
  return TOOL_KINDS.find(({ fills }) => fills?.register === registerId)
}
