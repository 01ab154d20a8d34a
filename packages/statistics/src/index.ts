import './ports.ts'

export { statisticsEndpoints } from './endpoints.ts'
export { recordSearchWithoutResult, recordVisit, type Visit } from './record.ts'
export { countDays } from './recount.ts'
export { deleteVisitors } from './salts.ts'
export { writeRecorded } from './write.ts'
