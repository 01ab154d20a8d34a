import type { Actor } from './context.ts'
import { Problem, type ProblemParameters } from './problems.ts'

/** Why a rule refuses: what the actor reads as a `Problem`. */
export type Refusal = { status: number; code: string; params?: ProblemParameters }

/** Refuses with this status and code unless the condition holds. Rules are chains of it by `??`. */
export const refuseUnless = (condition: boolean, status: number, code: string): Refusal | null =>
  condition ? null : { status, code }

/**
 * What only people do, by the verb that the name of a rule begins with: service accounts neither
 * approve nor appoint, propose or decide what needs a second person, nor see private data.
 */
const ofPeople = /^(approve|appoint|confirm|decide|propose|reveal)/

const asPerson = (act: string, actor: unknown): Refusal | null =>
  refuseUnless(!ofPeople.test(act) || !(actor as Partial<Actor>).service, 403, 'people_only')

type Rules = Record<string, (...facts: never[]) => Refusal | null>
type Asked<R extends Rules, Answer> = {
  [Act in keyof R]: (...facts: Parameters<R[Act]>) => Answer
}

/**
 * Makes of rules, each of which states once who may do one thing, both forms of asking them:
 * `can.reply(actor, thread)` is true or false, `authorize.reply(actor, thread)` throws the refusal
 * as a `Problem`. What only people do is refused to service accounts whatever its rule says.
 */
export const permissions = <R extends Rules>(
  rules: R
): { can: Asked<R, boolean>; authorize: Asked<R, void> } => ({
  can: asked(rules, (refusal) => refusal === null),
  authorize: asked(rules, (refusal) => {
    if (refusal) throw new Problem(refusal.status, refusal.code, refusal.params)
  })
})

const asked = <R extends Rules, Answer>(rules: R, answer: (refusal: Refusal | null) => Answer) =>
  Object.fromEntries(
    Object.entries(rules).map(([act, rule]) => [
      act,
      (...facts: never[]) => answer(asPerson(act, facts[0]) ?? rule(...facts))
    ])
  ) as unknown as Asked<R, Answer>
