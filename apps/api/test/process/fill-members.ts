// Copied into an older release and run by it: fills its database with members, and prints the ids of
// their sessions.
import { openForum } from '../../bench/open-forum.ts'
import { fillPeople } from '../../bench/posting.ts'
import { signIn } from '../../bench/sign-in.ts'

const [url = '', folder = '', port = ''] = process.argv.slice(2)
const members = 40
const forum = await openForum({ database: { url }, folder, port: Number(port) }, false)
await fillPeople(forum, members)
process.stdout.write(JSON.stringify(await signIn(forum.connection, members)))
await forum.stop()
