import { endpoint } from '@stoa/core'
import { nothing } from '@stoa/core/contract'
import { checkHolds } from '@stoa/accounts'
import { figuresQuery, figuresShape, serviceLevelsInput } from '../contract.ts'
import { figuresAsCsv } from '../figures-csv.ts'
import { figures } from '../figures.ts'
import { levelsOf } from '../reading-levels.ts'
import { setLevels } from '../service-levels.ts'

/** How fast the desk wants to be, and how fast it was. */
export const serviceEndpoints = {
  serviceLevels: endpoint({
    method: 'GET',
    path: '/desk/service-levels',
    summary: 'How fast the desk wants to be, and when it is open',
    answers: { 200: serviceLevelsInput },
    least: 'staff',
    async handle(ctx) {
      checkHolds(ctx.actor, 'desk')
      return levelsOf(ctx)
    }
  }),
  setServiceLevels: endpoint({
    method: 'PUT',
    path: '/desk/service-levels',
    summary: 'Set how fast the desk wants to be, and when it is open',
    body: serviceLevelsInput,
    answers: { 204: nothing },
    least: 'admin',
    scope: 'admin',
    handle: setLevels
  }),
  figures: endpoint({
    method: 'GET',
    path: '/desk/figures',
    summary: 'Figures about the tickets that you answer',
    query: figuresQuery,
    answers: { 200: figuresShape },
    least: 'staff',
    async handle(ctx, { days }) {
      checkHolds(ctx.actor, 'desk')
      return figures(ctx, days)
    }
  }),
  figuresAsCsv: endpoint({
    method: 'GET',
    path: '/desk/figures/csv',
    summary: 'The same figures as a file for spreadsheets; with a fresh sign-in, and written down',
    fresh: true,
    query: figuresQuery,
    answers: { 200: nothing },
    least: 'staff',
    async handle(ctx, { days }) {
      checkHolds(ctx.actor, 'desk')
      return figuresAsCsv(ctx, days)
    }
  })
}
