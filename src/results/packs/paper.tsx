/** A paper, block by block, as part of a page; each figure under its key. */
import { raw } from 'hono/html'
import type { Block, Cell, Line } from '../../report/blocks.ts'
import { Tag } from '../../web/components/lists.tsx'
import { Table } from '../../web/components/table.tsx'
import { TONE_COLOURS } from '../risks/band-tag.tsx'

export function PaperBlocks({ blocks }: { blocks: readonly Block[] }) {
  return (
    <>
      {blocks.map((block) => (
        <Drawn block={block} />
      ))}
    </>
  )
}

function Drawn({ block }: { block: Block }) {
  switch (block.kind) {
    case 'heading':
      return <h3 class="nhsuk-heading-m">{block.text}</h3>
    case 'paragraph': {
      const look = { leading: 'nhsuk-heading-s', quoted: 'wr-typed', small: 'nhsuk-body-s' }
      return (
        <p class={block.look && look[block.look]}>
          <Said line={block.line} />
        </p>
      )
    }
    case 'list': {
      const items = block.items.map((line) => (
        <li>
          <Said line={line} />
        </li>
      ))
      return block.numbered ? (
        <ol class="nhsuk-list nhsuk-list--number">{items}</ol>
      ) : (
        <ul class="nhsuk-list nhsuk-list--bullet">{items}</ul>
      )
    }
    case 'table':
      return (
        <Table
          caption={block.caption}
          captionSize="s"
          compact
          columns={block.columns.map((header) => ({ header }))}
          rows={block.rows.map((row) => row.map((cell) => <Shaded cell={cell} />))}
        />
      )
    case 'picture':
      return <div class="wr-chart">{raw(block.svg)}</div>
  }
}

function Shaded({ cell: { line, tone } }: { cell: Cell }) {
  if (tone === undefined) return <Said line={line} />
  return (
    <Tag colour={TONE_COLOURS[tone]}>
      <Said line={line} />
    </Tag>
  )
}

function Said({ line }: { line: Line }) {
  return (
    <>
      {line.map((piece) =>
        typeof piece === 'string' ? (
          <bdi class="wr-typed">{piece}</bdi>
        ) : (
          <data value={piece.value} data-figure={piece.key}>
            {piece.value}
          </data>
        ),
      )}
    </>
  )
}
