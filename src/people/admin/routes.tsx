/** The administrator's pages, joined: organisations and their import, periods, accounts. */
import type { Routes } from '../../web/routes.ts'
import { accounts } from './routes-accounts.tsx'
import { importing } from './routes-import.tsx'
import { organisations } from './routes-organisations.tsx'
import { periods } from './routes-periods.tsx'

export const administration: readonly Routes[] = [organisations, importing, periods, accounts]
