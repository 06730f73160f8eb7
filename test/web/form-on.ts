/** A page → what a browser would send of one of its forms: hidden fields, what stands in boxes, what is chosen, and what somebody types. */

import type { Fields } from './visitor.ts'

const unescape = (text: string) =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')

/** The fields of the first form with this action, with what is typed in place of what stands there. */
export function formOn(page: string, action: string, typed: Fields = {}): Fields {
  for (const [, attributes = '', content = ''] of page.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)) {
    const address = unescape(/\baction="([^"]*)"/.exec(attributes)?.[1] ?? '')
    if (address === action && /method="post"/.test(attributes)) return { ...standing(content), ...typed }
  }
  throw new Error(`There is no form with the action ${action}.`)
}

function standing(content: string): Record<string, string> {
  const found: Record<string, string> = {}
  const attribute = (tag: string, name: string) => {
    const value = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]
    return value === undefined ? undefined : unescape(value)
  }
  for (const [tag] of content.matchAll(/<input\b[^>]*>/g)) {
    const [name, type = 'text'] = [attribute(tag, 'name'), attribute(tag, 'type')]
    const isSent = !['radio', 'checkbox'].includes(type) || /\bchecked\b/.test(tag)
    if (name !== undefined && type !== 'file' && isSent) found[name] = attribute(tag, 'value') ?? ''
  }
  for (const [, tag = '', text = ''] of content.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g))
    found[attribute(tag, 'name') ?? ''] = unescape(text.replace(/^\n/, ''))
  for (const [, tag = '', options = ''] of content.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
    const all = [...options.matchAll(/<option\b[^>]*>/g)].map(([option]) => option)
    const chosen = all.find((option) => /\bselected\b/.test(option)) ?? all[0] ?? ''
    found[attribute(tag, 'name') ?? ''] = attribute(chosen, 'value') ?? ''
  }
  return found
}
