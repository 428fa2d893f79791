import { randomBytes } from 'node:crypto'
import { argon2id, argon2Verify } from 'hash-wasm'

/** Argon2id, 19 MiB, 2 passes: OWASP's smallest recommended setting, about 60 ms on an office PC. */
const cost = { parallelism: 1, iterations: 2, memorySize: 19_456, hashLength: 32 }

export const hashPassword = (password: string): Promise<string> => argon2id({ ...cost, password: password.normalize('NFKC'), salt: randomBytes(16), outputType: 'encoded' })

export const passwordFits = (password: string, hash: string): Promise<boolean> => argon2Verify({ password: password.normalize('NFKC'), hash })

let nobody: Promise<string> | undefined
/** Verifies against a hash of nobody's, so that an unknown login takes as long as a wrong password. */
export async function passwordFitsNobody(password: string): Promise<false> {
  nobody ??= hashPassword(randomBytes(24).toString('base64'))
  await passwordFits(password, await nobody)
  return false
}
