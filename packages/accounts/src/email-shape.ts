import { z } from 'zod'

/** The pattern of zod, which also accepts top-level domains in ASCII form, such as `xn--fiqs8s`. */
const pattern =
  /^(?!\.)(?!.*\.\.)[\w'+.-]*[\w+-]@(?:[a-z\d][a-z\d-]*\.)+(?:[a-z]{2,}|xn--[a-z\d-]*[a-z\d])$/i

const hasForeignDomain = (input: unknown) => /@.*[^\p{ASCII}]/u.test(String(input))

/**
 * An e-mail address. Its domain must be in ASCII, as in mails, so that one address has one form.
 */
export const emailShape = z
  .email({
    pattern,
    error: ({ code, input }) =>
      code === 'invalid_format' && hasForeignDomain(input) ? 'field_email_ascii' : undefined
  })
  .max(254)
