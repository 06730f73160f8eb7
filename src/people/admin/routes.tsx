/** The administrator's pages, joined: the round, organisations and their import, periods, accounts. */
import type { Routes } from '../../web/routes.ts'
import { accounts } from './routes-accounts.tsx'
import { importing } from './routes-import.tsx'
import { organisations } from './routes-organisations.tsx'
import { periods } from './routes-periods.tsx'
import { round } from './routes-round.tsx'

export const administration: readonly Routes[] = [round, organisations, importing, periods, accounts]
