export const password = 'demo-only-password'
export const announced = {
  member: 'asks and answers, in Chinese',
  member2: 'asks and answers, in English',
  volunteer: 'moderates Deposits and Scam alerts',
  staff: 'answers officially, moderates everywhere',
  admin: 'runs the forum'
}

/** Prints how to sign in to the demo accounts. */
export function announceDemo(say: (line: string) => void): void {
  say('')
  say(`Demo accounts, all with the password ${password}:`)
  for (const [username, does] of Object.entries(announced))
    say(`  ${username.padEnd(9)}  ${`${username}@demo.test`.padEnd(19)}  ${does}`)
}
