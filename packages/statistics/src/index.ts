import './ports.ts'

export { statisticsEndpoints } from './endpoints.ts'
export { recordSearchWithoutResult, recordVisit, type Visit } from './recording.ts'
export { countDays } from './recounting.ts'
export { deleteVisitors } from './salts.ts'
export { writeRecorded } from './writing.ts'
