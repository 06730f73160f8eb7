/**
 * What the board's page reads, and a cover → one pack: a public and a private paper, as blocks that every door draws, with every figure under a key.
 * It works nothing out that the board's page does not say; the public paper holds no score.
 */

import { dayWords } from '../calendar.ts'
import type { PackId } from '../ids.ts'
import { type Block, cell, type Figure, figuresOf, heading, paragraph } from './blocks.ts'
import { NOT_FOR_CARE, PUBLIC_MARKING, PURPOSE, saysOf } from './handling.ts'
import { type Cover, coverSheet, type PartNumber } from './pack-cover.ts'
import { type BoardReading, privateBlocks, summaryOf } from './pack-private.ts'
import { publicBlocks, PUBLIC_RECOMMENDATION, publicSummary, type TakingPart } from './pack-public.ts'

/** One file of a pack, whatever its format. */
export interface Paper {
  readonly part: PartNumber
  readonly title: string
  readonly marking: string
  /** On each page, beside the marking. */
  readonly says: string
  /** Names the pack inside the file: `wardround-pack:` and its id. */
  readonly pack: string
  /** ISO instant. */
  readonly issuedAt: string
  readonly blocks: readonly Block[]
}

/** How what is kept of a pack is to be read: whoever changes its shape raises it. */
const FORM = 1

export interface Pack {
  readonly form: number
  readonly cover: Cover
  readonly papers: Readonly<Record<PartNumber, Paper>>
  /** Of the private paper; the public one has none. */
  readonly figures: readonly Figure[]
}

export interface PackReading extends BoardReading {
  readonly organisation: { readonly name: string; readonly fictional: boolean }
  readonly marking: string
  readonly takingPart: TakingPart
}

export interface Issued {
  readonly id: PackId
  /** ISO instant. */
  readonly at: string
  readonly byName: string
}

/** How a file says which pack it is of. */
export const PACK_NAME = /wardround-pack:([0-9a-f-]{36})/

/** Both papers, with the numbers as they stand now. */
export function makePack(reading: PackReading, cover: Cover, issued: Issued): Pack {
  const { organisation, marking } = reading
  const numbers = privateBlocks(reading)
  const figures = figuresOf(numbers)
  const says = `${saysOf(organisation)}, issued on ${dayWords(issued.at)} by ${issued.byName}`
  const paper = (
    part: PartNumber,
    mark: string,
    said: Said,
    blocks: readonly Block[],
    after: readonly Block[] = [],
  ): Paper => ({
    part,
    title: cover.title,
    marking: mark,
    says: `Part ${part}. ${says}`,
    pack: `wardround-pack:${issued.id}`,
    issuedAt: issued.at,
    blocks: [
      coverSheet(cover, { part, organisation: organisation.name, marking: mark, ...said }),
      ...blocks,
      heading('What this is, and is not'),
      paragraph(PURPOSE),
      paragraph(NOT_FOR_CARE),
      ...after,
    ],
  })
  const ofPublic = { summary: publicSummary(reading.takingPart), recommendation: PUBLIC_RECOMMENDATION }
  return {
    form: FORM,
    cover,
    figures,
    papers: {
      1: paper(1, PUBLIC_MARKING, ofPublic, publicBlocks(reading.takingPart, marking)),
      2: paper(2, marking, cover, numbers, annex(figures)),
    },
  }
}

interface Said {
  readonly summary: string
  readonly recommendation: string
}

/** Every figure by its key, so that two papers, or a paper and the page, can be laid side by side. */
function annex(figures: readonly Figure[]): Block[] {
  return [
    heading('Annex: every figure by its key'),
    {
      kind: 'table',
      caption: 'Every figure of this paper',
      columns: ['Figure', 'Key', 'Value'],
      widths: [4, 4, 1],
      rows: figures.map(({ key, label, value }) => [cell(label), cell(key), cell(value)]),
    },
  ]
}

/** A cover to begin with: what the numbers say, in words that can be edited. */
export function beginCover(
  reading: PackReading,
): Pick<Cover, 'title' | 'purpose' | 'summary' | 'recommendation'> {
  return {
    title: 'Cyber risk to our patients: self-assessment',
    purpose: reading.decisions.rows.length === 0 ? 'information' : 'decision',
    ...summaryOf(reading),
  }
}

export interface FigureChange {
  readonly key: string
  readonly label: string
  /** Undefined: it is new. */
  readonly from: string | undefined
  /** Undefined: it is gone. */
  readonly to: string | undefined
}

/** Figures that say something else now than at issue, in the order of today's paper; then those that are gone. */
export function changesSince(issued: readonly Figure[], now: readonly Figure[]): FigureChange[] {
  const valueIn = (figures: readonly Figure[], key: string) => figures.find((one) => one.key === key)?.value
  const moved = now.flatMap(({ key, label, value }): FigureChange[] => {
    const from = valueIn(issued, key)
    return from === value ? [] : [{ key, label, from, to: value }]
  })
  const gone = issued
    .filter(({ key }) => valueIn(now, key) === undefined)
    .map(({ key, label, value }) => ({ key, label, from: value, to: undefined }))
  return [...moved, ...gone]
}
