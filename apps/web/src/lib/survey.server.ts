import { fail, type RequestEvent } from '@sveltejs/kit'
import { translate } from '@stoa/messages'
import { attempt, typed } from './form.server.ts'

type Answer = { solved: boolean; comment: string }

/** Reads the form of `SurveyForm` and sends the answer, or asks to choose one. */
export async function answering(
  event: Pick<RequestEvent, 'locals' | 'request'>,
  send: (answer: Answer, fields: { token: string }) => Promise<unknown>
) {
  const { token, solved, comment } = await typed(event, ['token', 'solved', 'comment'])
  const values = { token, solved, comment }
  if (solved !== 'yes' && solved !== 'no') {
    const message = translate('tickets_survey_choose', {}, event.locals.locale)
    const errors: Record<string, string> = { solved: message }
    const problem = { code: 'validation_failed', message, errors }
    return fail(422, { problem, survey: values })
  }
  const done = await attempt(event, values, async () => {
    await send({ solved: solved === 'yes', comment }, { token })
    return { solved: solved === 'yes' }
  })
  if ('solved' in done) return { answered: done.solved }
  return fail(done.status, { problem: done.data.problem, survey: values })
}
