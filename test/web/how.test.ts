import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { markedSentence } from '../../src/report/listed.ts'
import { FOI_SECTIONS, MARKING_NOTE, NOT_FOR_CARE, PURPOSE, signOffText } from '../../src/report/handling.ts'
import { countedAttacks, groundsOf } from '../../src/report/why-domains.ts'
import type { Calibrated } from '../../src/rules/model.ts'
import type { OpenHouse } from '../../src/service/house.ts'
import { paths } from '../../src/web/paths.ts'
import type { Env } from '../../src/web/web.ts'
import { expectValidHtml } from '../browser/harness.ts'
import { openTestHouse, RULE_SET } from '../service/house.ts'
import { appOf, visitorOf } from './visitor.ts'

let house: OpenHouse
let app: Hono<Env>
beforeAll(async () => {
  house = await openTestHouse()
  app = appOf(house)
})
afterAll(() => house.close())

async function open(path: string): Promise<string> {
  const answer = await visitorOf(app).get(path)
  expect(answer.status, path).toBe(200)
  return answer.text()
}

const PAGES = [
  '/how-it-is-scored',
  '/how-it-is-scored/why-these-domains',
  '/how-it-is-scored/risks',
  '/how-it-is-scored/what-moves',
  ...RULE_SET.domains.map(({ id }) => `/how-it-is-scored/${id}`),
  '/glossary',
  '/purpose',
  '/accessibility',
  '/privacy',
  '/cookies',
  '/freedom-of-information',
]

describe('the calibration', () => {
  const move = { overall: 1.25, risks: 2.5, attacks: 0.75, lessons: 3 }
  const calibrated: Calibrated = {
    digest: RULE_SET.digest,
    draws: 200,
    maturities: [{ t: 0.5, shifted: false, overall: 51, extremeRisks: 6.4, attacksMet: 4.7, residuals: 160 }],
    findings: [
      { wanted: 'overall between two numbers', found: '51', holds: true, because: 'It should be.' },
      { wanted: 'no miracle', found: '3 attacks', holds: false, because: 'One answer is not enough.' },
    ],
    firstLook: [
      {
        choice: 'Those asked',
        points: 60,
        score: 31,
        risks: 32,
        attacks: 33,
        lessons: 34,
        doors: 35,
        settles: 36,
      },
    ],
    moves: RULE_SET.questions.map(({ id }) => ({ question: id, typical: move, worst: move })),
  }
  const withIt = async (path: string) =>
    (await visitorOf(appOf({ ...house, ruleSet: { ...RULE_SET, calibrated } })).get(path)).text()

  test('says how many targets hold, shows its figures, and every target that does not', async () => {
    const page = await withIt('/how-it-is-scored')
    for (const said of [
      '1 of 2 targets hold.',
      '<strong>Does not hold:</strong> no miracle. Found: 3 attacks.',
      '6.4',
      '4.7',
      'What the 16 questions of the first look settle',
      ...['Those asked', '31%', '32%', '33%', '34%', '35%', '36%'],
    ])
      expect(page).toContain(said)
    await expectValidHtml(page)
  })
  test('shows what each answer can move, and leads there from each question', async () => {
    const page = await withIt(paths.scoredMoves)
    for (const { id } of RULE_SET.questions) expect(page).toContain(`id="${id}"`)
    for (const figure of ['1.3', '2.5', '0.75', '3.0']) expect(page).toContain(figure)
    expect(page.replace(/\s+/g, ' ')).toContain(
      'and all others stay. The figures are means over made-up organisations.',
    )
    expect(page.match(/<caption[^>]*>[^<]*/g)).toHaveLength(2)
    await expectValidHtml(page)
    const [domain] = RULE_SET.domains
    expect(await withIt(paths.scoredDomain(domain!.id))).toContain(`${paths.scoredMoves}#`)
  })
  test('is not spoken of where nobody wrote it down', async () => {
    const plain = visitorOf(appOf({ ...house, ruleSet: { ...RULE_SET, calibrated: undefined } }))
    expect(await (await plain.get('/how-it-is-scored')).text()).not.toContain('targets hold')
    expect(await (await plain.get(paths.scoredMoves)).text()).toContain(
      'Nothing was worked out for these rules.',
    )
  })
})

describe('how it is scored', () => {
  test('shows the version and the digest', async () => {
    const page = await open('/how-it-is-scored')
    expect(page).toContain(RULE_SET.version)
    expect(page).toContain(RULE_SET.digest)
  })

  test('has an anchor for every question, domain, limit, risk and contradiction', async () => {
    const page = await open('/how-it-is-scored')
    const ids = [
      ...RULE_SET.questions,
      ...RULE_SET.domains,
      ...RULE_SET.caps,
      ...RULE_SET.domains.flatMap((domain) => domain.caps),
      ...RULE_SET.risks,
      ...RULE_SET.contradictions,
    ].map(({ id }) => id)
    for (const id of ids) {
      expect(page, id).toContain(`id="${id}"`)
      expect(paths.scored(id)).toBe(`/how-it-is-scored#${id}`)
    }
  })

  test.each(RULE_SET.domains.map((domain) => [domain.id, domain] as const))(
    'explains every question of %s',
    async (id, domain) => {
      const page = (await open(`/how-it-is-scored/${id}`)).replaceAll('&#39;', "'").replaceAll('&quot;', '"')
      for (const index of domain.questions) {
        const question = RULE_SET.questions[index]
        if (question === undefined) continue
        expect(page).toContain(`id="${question.id}"`)
        expect(page).toContain(question.text)
        for (const level of question.levels) expect(page).toContain(level.text)
        for (const { incident } of question.weightEvidence) expect(page).toContain(`/incidents/${incident}`)
      }
    },
  )

  test('explains every risk with each line that lowers it', async () => {
    const page = (await open('/how-it-is-scored/risks')).replaceAll('&#39;', "'").replaceAll('&quot;', '"')
    for (const risk of RULE_SET.risks) {
      expect(page).toContain(`id="${risk.id}"`)
      expect(page).toContain(risk.title)
      for (const line of risk.loweredBy) expect(page).toContain(line.because)
      for (const hazard of risk.hazards) expect(page).toContain(hazard)
    }
  })

  test('does not know a domain that is not there', async () => {
    expect((await visitorOf(app).get('/how-it-is-scored/nothing-here')).status).toBe(404)
  })
})

describe('why these domains', () => {
  const mainOf = (page: string) => /<main[\s\S]*<\/main>/.exec(page)?.[0] ?? ''
  const wordsOf = (html: string) =>
    html
      .replaceAll(/<[^>]*>/g, ' ')
      .split(/\s+/)
      .filter((word) => /\w/.test(word))

  test('is one table of every domain with its counts and weight, and few words beside it', async () => {
    const main = mainOf(await open(paths.whyTheseDomains))
    const [counts = '', named = ''] = main.match(/<table[\s\S]*?<\/table>/g) ?? []
    for (const { domain, attacks, confirmedBy, risks } of groundsOf(RULE_SET)) {
      const row = counts.split('<tr').find((one) => one.includes(`href="${paths.scoredDomain(domain.id)}"`))
      const cells = [...(row ?? '').matchAll(/<td[\s\S]*?<div>(\d+)<\/div>/g)].map(([, figure]) =>
        Number(figure),
      )
      expect(cells, domain.id).toEqual([attacks.length, confirmedBy.length, risks.length, domain.weight])
    }
    for (const { id } of countedAttacks(RULE_SET)) expect(named).toContain(paths.incident(id))
    for (const { id } of RULE_SET.risks) expect(named).toContain(paths.scoredRisk(id))
    expect(wordsOf(main.replaceAll(/<table[\s\S]*?<\/table>/g, '')).length).toBeLessThanOrEqual(300)
  })

  test('keeps what is only context apart, with source, confidence and why it has no weight', async () => {
    const main = mainOf(await open(paths.whyTheseDomains)).replaceAll('&#39;', "'")
    const [evidence = '', context = ''] = main.split('id="context"')
    expect(context).toContain('It moves no weight, no score and no risk.')
    for (const item of RULE_SET.background?.items ?? []) {
      expect(evidence).not.toContain(item.text)
      const line = new RegExp(`<li id="${item.id}">[\\s\\S]*?</li>`).exec(context)?.[0] ?? ''
      for (const said of [item.text, 'Reported', item.noWeightBecause, item.notKnown ?? '', 'read in'])
        expect(line, item.id).toContain(said)
      for (const { url } of item.sources) expect(line).toContain(`href="${url}"`)
    }
    for (const text of RULE_SET.background?.leftOut ?? []) expect(context).toContain(`Left out: ${text}`)
  })

  test('has no context where nobody wrote any', async () => {
    const without = { ...RULE_SET }
    delete (without as { background?: unknown }).background
    const plain = visitorOf(appOf({ ...house, ruleSet: without }))
    expect(await (await plain.get(paths.whyTheseDomains)).text()).not.toContain('Context, not evidence')
  })
})

test.each(PAGES)('%s is valid HTML', async (path) => {
  await expectValidHtml(await open(path))
})

test('every link on these pages leads somewhere, anchors included', async () => {
  const pages = new Map<string, string>()
  const read = async (path: string) => {
    const known = pages.get(path)
    if (known !== undefined) return known
    const page = await open(path)
    pages.set(path, page)
    return page
  }
  for (const from of [...PAGES, '/incidents', ...RULE_SET.incidents.map(({ id }) => paths.incident(id))]) {
    const main = /<main[\s\S]*<\/main>/.exec(await read(from))?.[0] ?? ''
    for (const [, href = ''] of main.matchAll(/href="([^"]*)"/g)) {
      if (href.startsWith('http')) continue
      const [path = '', anchor] = href.split('#')
      const target = await read(path === '' ? from : path)
      if (anchor !== undefined) expect(target, `${from} → ${href}`).toContain(`id="${anchor}"`)
    }
  }
})

test('purpose says what it is for, what it is not, and what is signed', async () => {
  const page = (await open('/purpose')).replace(/\s+/g, ' ')
  for (const text of [
    PURPOSE,
    NOT_FOR_CARE,
    signOffText('[date]', markedSentence({ listed: '[n]', challenged: '[m]', accepted: '[k]' })),
  ])
    expect(page).toContain(text)
  expect(page).toContain('not affiliated with NHS England')
  expect(page).toContain('not the national Cyber Risk Rating Platform')
  expect(page).toContain('Freedom of Information')
})

test('the pages that a public service owes are linked from every page, and say what is so', async () => {
  const welcome = await open('/')
  const say: Readonly<Record<string, readonly string[]>> = {
    '/accessibility': ['WCAG', 'No screen reader', 'claims no compliance'],
    '/privacy': [
      'The trail is never shortened',
      'Whoever runs the machine can read everything',
      'nothing about patients',
    ],
    '/cookies': ['wardround-demonstration', 'Nothing else is kept in your browser'],
    '/freedom-of-information': [
      'not legal advice',
      ...FOI_SECTIONS.map(({ section }) => section),
      MARKING_NOTE,
    ],
  }
  for (const [path, texts] of Object.entries(say)) {
    expect(welcome).toContain(`href="${path}"`)
    const page = (await open(path)).replace(/\s+/g, ' ')
    for (const text of texts) expect(page, path).toContain(text)
  }
})

test('the glossary explains every word once', async () => {
  const page = (await open('/glossary')).replaceAll('&#39;', "'").replaceAll('&quot;', '"')
  for (const { term, means } of RULE_SET.glossary) {
    expect(page).toContain(term)
    expect(page).toContain(means)
  }
})
