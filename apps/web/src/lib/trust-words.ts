import { m } from '@stoa/messages'

export const trustWords = {
  new: m.web_trust_new,
  basic: m.web_trust_basic,
  trusted: m.web_trust_trusted
}
