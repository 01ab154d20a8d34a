import { m } from '@stoa/messages'

/** States that an agent sets without ending the ticket, in the words of the desk. */
export const nextStates = {
  open: m.tickets_state_open,
  waiting_on_requester: m.tickets_desk_waiting_on_requester,
  waiting_on_third_party: m.tickets_state_waiting_on_third_party
}
