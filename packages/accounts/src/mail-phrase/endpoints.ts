import { endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import { mailPhrase, mailPhraseInput } from './contract.ts'
import { removeMailPhrase, setMailPhrase, showMailPhrase } from './mail-phrase.ts'

const path = '/me/mail-phrase'
const byOwner = { minimumRole: 'member', scope: null, fresh: true } as const

/** Endpoints of the anti-phishing phrase: `api.accounts.<name>`. */
export const mailPhraseEndpoints = {
  mailPhrase: endpoint({
    method: 'GET',
    path,
    summary: 'Show the phrase above the emails about your account',
    answers: { 200: mailPhrase },
    ...byOwner,
    handle: showMailPhrase
  }),
  setMailPhrase: endpoint({
    method: 'PUT',
    path,
    summary: 'Set the phrase above the emails about your account, by which you recognise them',
    body: mailPhraseInput,
    answers: { 204: nothing },
    ...byOwner,
    handle: (ctx, { phrase }) => setMailPhrase(ctx, phrase)
  }),
  removeMailPhrase: endpoint({
    method: 'DELETE',
    path,
    summary: 'Remove the phrase above the emails about your account',
    answers: { 204: nothing },
    ...byOwner,
    handle: removeMailPhrase
  })
}
