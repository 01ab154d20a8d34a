import { endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import { deskMessage, elsewhere } from '../contract.ts'
import { receiveDesk } from '../desk-elsewhere.ts'
import { showElsewhere } from '../elsewhere.ts'

/** How a desk elsewhere answers, and what the people here know of it. */
export const deskElsewhereEndpoints = {
  elsewhere: endpoint({
    method: 'GET',
    path: '/desk/elsewhere',
    summary: 'The desk elsewhere that answers tickets which you answer too',
    answers: { 200: elsewhere },
    minimumRole: 'staff',
    capability: 'desk',
    handle: showElsewhere
  }),
  receiveDesk: endpoint({
    method: 'POST',
    path: '/desk/messages',
    summary:
      'What a desk elsewhere says of a ticket, signed as Standard Webhooks say with the secret of its receiver; a repeat of a webhook-id does nothing',
    body: deskMessage,
    answers: { 204: nothing },
    minimumRole: 'guest',
    scope: null,
    signed: true,
    withoutOrigin: 'the signature of the message',
    limit: { per: 'address', count: 1200, seconds: 60 },
    handle: receiveDesk
  })
}
