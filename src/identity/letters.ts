/** A letter to an account's owner → the mail server, in its own time: nobody waits for it, and a failure is logged without a word of it. */

import type { Gate } from './gate.ts'

/** Sends a letter, if there is a mail server and an address; whoever asked is not kept waiting. */
export function tell(
  gate: Pick<Gate, 'mailer'>,
  email: string | undefined,
  subject: string,
  text: string,
): void {
  if (gate.mailer === undefined || email === undefined) return
  gate.mailer({ to: email, subject, text }).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : ''
    console.error(JSON.stringify({ at: new Date().toISOString(), fault: 'a letter was not sent', reason }))
  })
}
