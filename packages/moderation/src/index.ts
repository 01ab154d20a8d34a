import './events.ts'

export { moderationEndpoints } from './endpoints.ts'
export { describeActions, recordAction } from './actions.ts'
export { forgetAppeals } from './appeals.ts'
export { ownAppeals, ownReports } from './own-data.ts'
export { creditReporters, reportersOf } from './reporters.ts'
export { review } from './review.ts'
