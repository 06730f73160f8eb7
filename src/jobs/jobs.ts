/**
 * What the service does by itself, again and again while it runs: what somebody asked for and whose day has come, reminders, and deletion
 * by the operator's schedule.
 * A job that fails is told to the log by its name only, never with a message that might quote something, and is tried again at the next turn.
 */

import { setTimeout as wait } from 'node:timers/promises'
import { deleteOutdated } from '../service/deleting.ts'
import type { House } from '../service/house.ts'
import { bindTrail } from '../service/recording.ts'
import { sendReminders } from '../service/reminding.ts'
import { settleDue } from '../service/settling.ts'

const EVERY_MS = 30 * 60_000

/** Does once what is due at this moment, and breaks off once `isEnding`. Several processes may do so at once: nothing is done twice. */
export async function runJobs(house: House, isEnding = () => false): Promise<void> {
  try {
    await settleDue(house)
  } catch (error) {
    log(house, 'requests', error instanceof Error ? error.name : typeof error)
  }
  try {
    const { failed } = await sendReminders(house, isEnding)
    if (failed > 0) log(house, 'reminders', `${failed} not taken by the mail server`)
  } catch (error) {
    log(house, 'reminders', error instanceof Error ? error.name : typeof error)
  }
  if (house.keepYears === undefined) return
  try {
    await deleteOutdated(house, house.keepYears, isEnding)
  } catch (error) {
    log(house, 'retention', error instanceof Error ? error.name : typeof error)
  }
}

async function bind(house: House): Promise<void> {
  try {
    await bindTrail(house)
  } catch (error) {
    log(house, 'trail', error instanceof Error ? error.name : typeof error)
  }
}

/** A slow mail server is not waited for longer when the service ends; who was to get that mail gets none today. */
const LAST_JOB_MS = 5_000

/**
 * Does the jobs now and every half hour, and binds the trail together, whether or not the jobs before have ended.
 * Gives what ends that: it waits a little for a job that is running.
 */
export function startJobs(house: House): () => Promise<void> {
  let ending = false
  const isEnding = () => ending
  let running: Promise<unknown> = Promise.all([bind(house), runJobs(house, isEnding)])
  const timer = setInterval(() => {
    running = Promise.all([bind(house), running.then(() => runJobs(house, isEnding))])
  }, EVERY_MS)
  timer.unref()
  return async () => {
    ending = true
    clearInterval(timer)
    await Promise.race([running, wait(LAST_JOB_MS, undefined, { ref: false })])
  }
}

function log(house: House, job: string, fault: string): void {
  console.error(JSON.stringify({ at: house.now().toISOString(), job, fault }))
}
