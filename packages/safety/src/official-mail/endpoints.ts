import { endpoint, invalid, type Context } from '@stoa/core'
import { checkMail } from './check-mail.ts'
import { mailInput, maximumMailBytes, mailVerdict } from './contract.ts'

/** The endpoint that checks a received mail: `api.guards.checkMail`. */
export const officialMailEndpoints = {
  checkMail: endpoint({
    method: 'POST',
    path: '/official/mail',
    summary: 'Check whether an email (.eml, at most 256 KB) was signed by an official domain',
    body: mailInput,
    answers: { 200: mailVerdict },
    minimumRole: 'guest',
    scope: 'read',
    fileBytes: maximumMailBytes,
    limit: { per: 'actor', count: 10, seconds: 3600 },
    handle: (ctx, { message }) => checkMail(ctx, mailIn(ctx, message))
  })
}

function mailIn({ origin }: Context, message: string | undefined): Buffer {
  if (origin?.file?.tooLarge) throw invalid('message', 'guards_mail_too_large')
  const bytes = origin?.file?.bytes ?? Buffer.from(message ?? '', 'base64')
  if (bytes.length === 0) throw invalid('message', 'guards_mail_missing')
  return bytes
}
