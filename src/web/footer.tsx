/** The foot of every page: ways to what is open to everybody, what the marking says, and what this is not. */

import { MARKING_NOTE } from '../report/handling.ts'
import { dateWords } from '../report/words.ts'
import { paths } from './paths.ts'
import { dayWords } from './times.ts'
import type { PageContext } from './web.ts'

export function Footer({ c, marked }: { c: PageContext; marked: boolean }) {
  const { house, marking } = c.get('web')
  const links: readonly (readonly [string, string])[] = [
    [paths.howItIsScored, 'How it is scored'],
    [paths.glossary, 'Glossary'],
    [paths.purpose, 'Purpose and handling'],
    [paths.peersProtected, 'How peers are protected'],
    [paths.incidents, 'Past attacks'],
    [paths.questionnaire, 'Blank questionnaire'],
    [paths.accessibility, 'Accessibility statement'],
    [paths.privacy, 'Privacy notice'],
    [paths.cookies, 'Cookies'],
    [paths.foi, 'Freedom of Information'],
  ]
  return (
    <footer class="nhsuk-footer">
      <div class="nhsuk-width-container">
        <div class="nhsuk-footer__meta">
          <h2 class="nhsuk-u-visually-hidden">Support links</h2>
          <ul class="nhsuk-footer__list">
            {links.map(([href, text]) => (
              <li class="nhsuk-footer__list-item">
                <a class="nhsuk-footer__list-item-link" href={href}>
                  {text}
                </a>
              </li>
            ))}
          </ul>
          {marked && (
            <p class="nhsuk-body-s">
              <strong>{marking}.</strong> {MARKING_NOTE}
            </p>
          )}
          <p class="nhsuk-body-s">
            Ward Round complements the national DSPT return (Data Security and Protection Toolkit) and does
            not replace it. It is not affiliated with the NHS, and is not the national Cyber Risk Rating
            Platform. Not for use in patient care.
          </p>
          <p class="nhsuk-body-s">
            Rule set {house.ruleSet.version} of {dateWords(house.ruleSet.date)}.
            <span class="wr-print-only"> Printed on {dayWords(house.now())}.</span>
          </p>
        </div>
      </div>
    </footer>
  )
}
