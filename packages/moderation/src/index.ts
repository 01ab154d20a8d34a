import './events.ts'

export { moderationEndpoints } from './endpoints.ts'
export { describeActions, recordAction, type ActionFacts } from './actions.ts'
export { reportPost, reportUser } from './reports.ts'
export { listCases } from './cases.ts'
export { creditReporters, reportersOf } from './reporters.ts'
export { resolveCase } from './resolution.ts'
