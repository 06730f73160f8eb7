/** Addresses inside "How it is scored". */
import type { Question } from '../../rules/model.ts'
import { paths } from '../paths.ts'

export const RISKS_PATH = `${paths.howItIsScored}/risks`

/** The page of a domain's questions. */
export function domainPath(domain: string): string {
  return `${paths.howItIsScored}/${encodeURIComponent(domain)}`
}

/** Where a question is explained in full. */
export function questionPath({ id, domain }: Pick<Question, 'id' | 'domain'>): string {
  return `${domainPath(domain)}#${encodeURIComponent(id)}`
}

/** Where a risk is explained in full. */
export function riskPath(id: string): string {
  return `${RISKS_PATH}#${encodeURIComponent(id)}`
}
