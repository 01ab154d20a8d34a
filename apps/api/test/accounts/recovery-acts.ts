import { openBrowser, type Browser } from './browser.ts'
import {
  browserOf,
  codesOf,
  codeTo,
  deliver,
  enter,
  linksTo,
  newMailbox,
  now,
  week,
  type Person,
  type World
} from './recovery-world.ts'

/** Attempts something as this person. `pick` chooses among several targets. */
export type Act = (world: World, who: Person, pick: number) => Promise<unknown>

let serial = 0
const newPassword = () => `seven lanterns drift ${(serial += 1)} times southward`

const chosen = <T>(list: readonly T[], pick: number): T | undefined =>
  list[pick % (list.length || 1)]

/** Proofs to try: the last known passwords, with every code and without one. */
const proofsOf = (world: World, who: Person) =>
  [undefined, ...codesOf(world, who)].flatMap((code) =>
    who.passwords.slice(-2).map((password) => ({ password, ...(code && { code }) }))
  )

/** Attempts an act that needs a fresh sign-in, and proves the account again where it is too old. */
async function prove(
  world: World,
  who: Person,
  run: (browser: Browser) => Promise<{ status: number }>
): Promise<boolean> {
  const browser = await browserOf(world, who)
  if (!browser) return false
  if ((await run(browser)).status < 300) return true
  for (const proof of proofsOf(world, who))
    if ((await browser.post('/sessions/current/authentication', proof)).status < 300)
      return (await run(browser)).status < 300
  return false
}

/** Models the effect of a freeze on the factor. `asked` is when the undone change was requested. */
function frozen(world: World, asked = now(world)) {
  if (world.factor && world.factor.from > asked - week) world.factor = undefined
  world.asked = undefined
}

function restored(world: World, email: string, at: number) {
  const place = world.addresses.findIndex((one) => one.email === email)
  const [first] = world.addresses.splice(place + 1)
  const address = world.addresses[place]
  if (address) address.until = Infinity
  frozen(world, first?.asked ?? at)
}

/** Acts by the name that a failed sequence prints. */
export const acts = {
  signIn: (world, who) => enter(world, who),

  async change(world, who, pick) {
    const email = pick % 4 === 0 ? (chosen(who.mailboxes, pick) ?? '') : newMailbox(who)
    const isAsked = await prove(world, who, (browser) => browser.post('/me/email', { email }))
    if (isAsked) world.asked = { email, asked: now(world), factorFrom: world.factor?.from }
  },

  async confirm(world, who) {
    const [link] = linksTo(who, '/settings/email')
    const browser = link && (await browserOf(world, who))
    if (!browser || !world.asked) return
    if ((await browser.put('/me/email', { token: link.token })).status !== 204) return
    const last = world.addresses.at(-1)
    if (last) last.until = now(world)
    const times = { from: now(world), until: Infinity }
    world.addresses.push({ ...world.asked, holder: who, ...times })
    world.asked = undefined
  },

  async undo(world, who, pick) {
    const link = chosen(linksTo(who, '/undo-email-change'), pick)
    if (!link) return
    const { token } = link
    const answer = await openBrowser(world.forum).post('/accounts/email-undo', { token })
    if (answer.status !== 200) return
    if (answer.body.restored) restored(world, link.to, link.at)
    else frozen(world)
  },

  async freeze(world, who) {
    const browser = await browserOf(world, who)
    if (browser && (await browser.post('/me/freezing')).status === 204) frozen(world)
  },

  async freezeByLink(world, who, pick) {
    const link = chosen(linksTo(who, '/freeze-account'), pick)
    if (!link) return
    const { token } = link
    const answer = await openBrowser(world.forum).post('/accounts/freezing', { token })
    if (answer.status === 204) frozen(world)
  },

  async freezeByCode(world, who, pick) {
    const email = chosen(who.mailboxes, pick)
    if (!email) return
    const browser = openBrowser(world.forum)
    await browser.post('/accounts/freezing/code', { email })
    await deliver(world)
    const input = { email, code: codeTo(who, email) ?? '000000' }
    const answer = await browser.put('/accounts/freezing/code', input)
    if (answer.status === 200) restored(world, email, now(world))
  },

  async reset(world, who, pick) {
    const email = chosen(who.mailboxes, pick)
    if (!email) return
    const browser = openBrowser(world.forum)
    await browser.post('/accounts/password-reset', { email })
    await deliver(world)
    const password = newPassword()
    const link = linksTo(who, '/reset-password').find(({ to }) => to === email)
    const input = { token: link?.token ?? '', password }
    const answer = await browser.put('/accounts/password-reset', input)
    if (answer.status === 204) who.passwords.push(password)
  },

  async changePassword(world, who) {
    const password = newPassword()
    const browser = await browserOf(world, who)
    for (const current of who.passwords.slice(-2)) {
      const answer = await browser?.put('/me/password', { current, password })
      if (answer?.status === 204) return who.passwords.push(password)
    }
  },

  async factorOn(world, who) {
    const browser = await enter(world, who)
    const secret = browser && (await browser.post('/me/second-factor')).body.secret
    if (!secret) return
    who.secrets.push(secret)
    const [code = ''] = codesOf(world, who)
    const { status } = await browser.post('/me/second-factor/confirmation', { code })
    if (status === 200) world.factor = { from: now(world), holder: who }
    else who.secrets.pop()
  },

  async factorOff(world, who) {
    const isOff = await prove(world, who, (browser) => browser.delete('/me/second-factor'))
    if (isOff) world.factor = undefined
  },

  async token(world, who) {
    const browser = await enter(world, who)
    const made = await browser?.post('/tokens', { name: 'Bot', scopes: ['read'], days: 90 })
    if (made?.status === 201) who.bearers.push({ secret: made.body.secret, at: now(world) })
  },

  async close(world, who) {
    const isClosed = await prove(world, who, (browser) => browser.post('/me/closing'))
    if (isClosed) frozen(world)
  },

  async cancel(world, who, pick) {
    const link = chosen(linksTo(who, '/keep-account'), pick)
    const { token = '' } = link ?? {}
    await openBrowser(world.forum).post('/accounts/closing/undo', { token })
  }
} satisfies Record<string, Act>
