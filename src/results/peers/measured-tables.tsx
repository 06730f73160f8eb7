/** What several comparisons tell and how old figures grow, as it was tried on made-up groups: the tables behind the sentences. */
import { MEASURED } from '../../peers/measured.ts'
import { upperFirst } from '../../report/words.ts'
import { Details } from '../../web/components/panels.tsx'
import { Table } from '../../web/components/table.tsx'

/** Of 100 counts, the most in which something is certain, or can be guessed. */
export const MOST = {
  leastNaive: Math.round(Math.min(...MEASURED.stories.map(({ naive }) => naive))),
  naive: Math.round(Math.max(...MEASURED.stories.map(({ naive }) => naive))),
  exactlyEight: Math.max(...MEASURED.exactlyEight.map(({ ours }) => ours)),
  guessed: Math.max(...MEASURED.stories.map(({ guessed }) => guessed)),
}

/** Mean age in years after three years, of a group of so many of which each changes so many answers a year. */
export function ageAfterThree(size: number, change: number): number {
  return MEASURED.ages.find((one) => one.size === size && one.change === change)?.age[2] ?? 3
}

export function MeasuredTables() {
  return (
    <>
      <Details summary="What several comparisons tell, in 100 counts">
        <Table
          caption="Made-up groups of 10 to 25: of 100 counts, in how many something is certain to three who pool theirs, or can be guessed at 95%"
          captionSize="s"
          columns={[
            { header: 'What happens' },
            { header: 'Exact counts, always new', numeric: true },
            { header: 'Ours: certain', numeric: true },
            { header: 'Ours: guessed', numeric: true },
          ]}
          rows={[
            ...MEASURED.stories.map((one) => [upperFirst(one.name), one.naive, one.ours, one.guessed]),
            ...MEASURED.exactlyEight.map((one) => [
              `${upperFirst(one.name)}, nobody else changes`,
              one.naive,
              one.ours,
              '–',
            ]),
          ]}
        />
      </Details>
      <Details summary="How old figures grow">
        <Table
          caption="Made-up groups with one comparison a year: figures that are new in it, and their mean age in years"
          captionSize="s"
          columns={[
            { header: 'Organisations', numeric: true },
            { header: 'Answers that each changes in a year', numeric: true },
            { header: 'New after one, two and three years' },
            { header: 'Age after one, two and three years' },
          ]}
          rows={MEASURED.ages.map(({ size, change, fresh, age }) => [
            size,
            `${100 * change}%`,
            fresh.map((share) => `${Math.round(100 * share)}%`).join(', '),
            age.map((years) => years.toFixed(1)).join(', '),
          ])}
        />
      </Details>
    </>
  )
}
