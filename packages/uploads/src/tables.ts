// The tables that other packages may read. Only this package writes them.
export { uploads } from './schema.ts'
