/** Forms as data: what a field shows, what a form that was sent means, and how it comes back. */
import { describe, expect, test } from 'vitest'
import * as v from 'valibot'
import { address, asking, ofQuestion } from '../../src/web/address.ts'
import {
  choice,
  day,
  type Fields,
  file,
  hidden,
  line,
  secret,
  text,
  ticks,
  version,
  when,
} from '../../src/web/fields.tsx'
import { Form } from '../../src/web/form.ts'
import { FormBox, formWith, FormTop, givenBy, newForm, readTyped } from '../../src/web/shown-form.tsx'
import { formOn } from './form-on.ts'

const FIELDS = {
  seen: version(7),
  title: line({ label: 'Title', first: 'Plan', shape: v.pipe(v.string(), v.minLength(1, 'Enter a title.')) }),
  kind: choice({
    label: 'Kind',
    missing: 'Choose a kind.',
    choices: [
      { value: 'link', text: 'A link', reveals: ['place'] },
      { value: 'file', text: 'A file' },
    ],
  }),
  place: text({ label: 'Place', most: 120 }),
  roles: ticks({
    label: 'Roles',
    choices: [
      { value: 'lead', text: 'Lead' },
      { value: 'siro', text: 'SIRO' },
    ],
  }),
  closes: day({ label: 'Closes', first: '2027-03-31', called: 'Closing day' }),
  note: hidden('kept'),
}
const posted = (fields: Readonly<Record<string, string>> | [string, string][]) => ({
  form: new Form(new URLSearchParams(fields)),
  file: undefined,
})
const htmlOf = (made: { toString(): string }) => made.toString()
const boxOf = (fields: Fields, sent?: Readonly<Record<string, string>>) => {
  const form =
    sent === undefined
      ? newForm('/there', fields)
      : formWith('/there', fields, readTyped(fields, posted(sent)))
  return htmlOf(FormBox({ of: form, button: 'Save', cancel: '/back' }))
}
const read = (sent: Readonly<Record<string, string>>) => givenBy(FIELDS, readTyped(FIELDS, posted(sent)))
const GOOD = {
  seen: '7',
  title: 'Plan',
  kind: 'link',
  place: 'On the shelf',
  'closes-day': '1',
  'closes-month': '4',
  'closes-year': '2027',
  note: 'kept',
}

describe('a new form', () => {
  const page = boxOf(FIELDS)

  test('holds the first value of each field, as a browser would send it', () => {
    expect(formOn(page, '/there')).toEqual({
      seen: '7',
      title: 'Plan',
      place: '',
      'closes-day': '31',
      'closes-month': '3',
      'closes-year': '2027',
      note: 'kept',
    })
  })

  test('shows a field inside the choice that asks for it, and only there', () => {
    expect(page.match(/name="place"/g)).toHaveLength(1)
    expect(page.indexOf('name="place"')).toBeGreaterThan(page.indexOf('value="link"'))
    expect(page.indexOf('name="place"')).toBeLessThan(page.indexOf('value="file"'))
  })

  test('says how long a text may be, and has a script count it', () => {
    expect(page).toContain('You can enter up to 120 characters')
    expect(page).toMatch(/data-module="nhsuk-character-count" data-maxlength="120"/)
    expect(page).toMatch(/<textarea[^>]*aria-describedby="place-info"/)
    expect(boxOf({ word: text({ label: 'A word' }) })).not.toContain('character-count')
  })

  test('is not unsaved work, as one that came back is', () => {
    expect(page).not.toContain('data-unsaved')
    expect(boxOf(FIELDS, GOOD)).toContain('data-unsaved')
  })
})

describe('a form that was sent', () => {
  test('means what was typed: a number of a version, a day, one of the choices, all that are ticked', () => {
    const { given, faults } = givenBy(
      FIELDS,
      readTyped(FIELDS, posted([...Object.entries(GOOD), ['roles', 'lead'], ['roles', 'siro']])),
    )
    expect(faults).toEqual([])
    expect(given).toEqual({
      seen: 7,
      title: 'Plan',
      kind: 'link',
      place: 'On the shelf',
      roles: ['lead', 'siro'],
      closes: '2027-04-01',
      note: 'kept',
    })
  })

  test('takes a version that is no number as that of what was never saved', () => {
    expect(read({ ...GOOD, seen: 'x' }).given.seen).toBe(0)
    expect(read({ ...GOOD, seen: '' }).given.seen).toBe(0)
  })

  test('says every fault at once, in the order of its fields, each at the first input of its field', () => {
    const sent = { ...GOOD, title: '', kind: 'other', 'closes-day': '31' }
    const form = formWith('/there', FIELDS, readTyped(FIELDS, posted(sent)), { faults: read(sent).faults })
    expect(form.faults.map(({ field, message, name }) => [field, message, name])).toEqual([
      ['title', 'Enter a title.', undefined],
      ['kind', 'Choose a kind.', undefined],
      ['closes-day', expect.stringContaining('Type a real date'), 'Closing day'],
    ])
    const page = `${htmlOf(FormTop({ of: form }))}${htmlOf(FormBox({ of: form, button: 'Save' }))}`
    for (const { field } of form.faults) {
      expect(page).toContain(`href="#${field}"`)
      expect(page.match(new RegExp(`\\bid="${field}"`, 'g'))).toHaveLength(1)
    }
  })

  test('puts a fault of whoever saves it at its field, and one of no field last', () => {
    const form = formWith('/there', FIELDS, newForm('/there', FIELDS).typed, {
      faults: [
        { field: 'elsewhere', message: 'Something else.' },
        { field: 'closes', message: 'Too early.' },
        { field: 'title', message: 'Taken.' },
      ],
    })
    expect(form.faults.map(({ field }) => field)).toEqual(['title', 'closes-day', 'elsewhere'])
  })

  test('comes back with everything as it was typed', () => {
    const sent = {
      ...GOOD,
      title: ' <b>Plan ',
      place: '\nline 1\nline 2',
      'closes-day': '31',
      'closes-month': 'May',
    }
    expect(formOn(boxOf(FIELDS, sent), '/there')).toMatchObject({
      ...sent,
      kind: expect.anything() as string,
    })
  })
})

test('a field that is not there is neither shown, read nor given', () => {
  const fields = { name: when(false, line({ label: 'Name' })), email: when(true, line({ label: 'Email' })) }
  expect(boxOf(fields)).not.toContain('name="name"')
  const { given } = givenBy(fields, readTyped(fields, posted({ name: 'smuggled', email: 'a@b' })))
  expect(given).toEqual({ name: undefined, email: 'a@b' })
})

test('a password never comes back with its form', () => {
  const fields = { password: secret({ label: 'Password', autocomplete: 'new-password' }) }
  expect(boxOf(fields, { password: 'hunter2' })).not.toContain('hunter2')
  expect(givenBy(fields, readTyped(fields, posted({ password: 'hunter2' }))).given.password).toBe('hunter2')
})

test('a form with a file is sent in parts, and says when it comes back that the file was not kept', () => {
  const fields = { file: file({ label: 'File', hint: 'Up to 10 MB.', accept: ['pdf'] }) }
  expect(boxOf(fields)).toContain('enctype="multipart/form-data"')
  expect(boxOf(fields)).not.toContain('Choose the file again')
  expect(boxOf(fields, {})).toContain('Choose the file again: it was not kept.')
  expect(boxOf(FIELDS)).not.toContain('enctype')
})

describe('an address', () => {
  test('is a link with each part encoded, and a pattern for its route', () => {
    const member = address('/o/:organisation/people/:account')
    expect(member('oak trust', 'a/b')).toBe('/o/oak%20trust/people/a%2Fb')
    expect(member.pattern).toBe('/o/:organisation/people/:account')
  })

  test('may say a word after a question mark', () => {
    const answers = asking('/o/:organisation/answers', 'show')
    expect([answers('oak'), answers('oak', 'not known')]).toEqual([
      '/o/oak/answers',
      '/o/oak/answers?show=not%20known',
    ])
  })

  test('may name a question whole', () => {
    const withdraw = ofQuestion('/o/:organisation/questions/:domain/:question/evidence/:evidence/withdraw')
    expect(withdraw('oak', { domain: 'd', id: 'q' }, 'e')).toBe('/o/oak/questions/d/q/evidence/e/withdraw')
  })
})
