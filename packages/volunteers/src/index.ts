import './events.ts'

export { deleteApplications } from './applying.ts'
export { concernedByApplication } from './appointing.ts'
export { volunteersEndpoints } from './endpoints.ts'
export { deleteNotes } from './notes.ts'
export { onCallEndpoints } from './on-call/endpoints.ts'
export { deleteShifts, staffOnCall } from './on-call/rota.ts'
export { alertOfUrgent, urgentCaseOf, urgentReasons } from './on-call/urgent-cases.ts'
