/** Addresses of the pages that explain a finding. */
import { paths } from '../paths.ts'

const part = encodeURIComponent

export const addresses = {
  domain: (organisation: string, domain: string) => `${paths.results(organisation)}/${part(domain)}`,
  question: (organisation: string, domain: string, question: string) =>
    `${paths.results(organisation)}/${part(domain)}/${part(question)}`,
  risk: (organisation: string, risk: string) => `${paths.risks(organisation)}/${part(risk)}`,
  /** How one past attack ends for this organisation. */
  replay: (organisation: string, incident: string) => `${paths.replays(organisation)}/${part(incident)}`,
} as const
