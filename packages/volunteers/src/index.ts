import './events.ts'

export { deleteApplications, concernedByApplication } from './applications.ts'
export { volunteersEndpoints, onCallEndpoints } from './endpoints.ts'
export { deleteNotes } from './notes.ts'
export { deleteShifts, staffOnCall } from './on-call/rota.ts'
export { alertOfUrgent, urgentCaseOf, urgentReasons } from './on-call/urgent-cases.ts'
