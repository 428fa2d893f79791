import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { windowConnection, type Connection } from '../core/connection'

const cookieName = 'station'
const secret = (): string => randomBytes(32).toString('base64url')

const same = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/**
 * Who may talk to the web host. A launch token works once and is exchanged for a cookie that scripts cannot read and
 * other sites do not send; requests under another host name or from another origin are turned away.
 */
export class Admission {
  private token = secret()
  private readonly connections = new Map<string, Connection>()

  constructor(private readonly port: () => number) {}

  launchPath(): string {
    return `/launch?token=${this.token}`
  }

  /** @returns the Set-Cookie value, or null for a token that is wrong or used. The next token is another. */
  launch(token: string): string | null {
    if (!same(token, this.token)) return null
    this.token = secret()
    return this.admit(windowConnection('browser'))
  }

  connectionOf(request: IncomingMessage): Connection | null {
    const cookie = (request.headers.cookie ?? '').split(/;\s*/).find((pair) => pair.startsWith(`${cookieName}=`))
    return cookie ? (this.connections.get(cookie.slice(cookieName.length + 1)) ?? null) : null
  }

  /**
   * Another id for a session whose rights have just grown: the one from before signing in is good for nothing any more.
   * @returns the Set-Cookie value
   */
  renew(connection: Connection): string {
    for (const [id, known] of this.connections) if (known === connection) this.connections.delete(id)
    return this.admit(connection)
  }

  private admit(connection: Connection): string {
    const id = secret()
    this.connections.set(id, connection)
    return `${cookieName}=${id}; HttpOnly; SameSite=Strict; Path=/`
  }

  /** DNS rebinding: only our own names. */
  hostAllowed(request: IncomingMessage): boolean {
    return [`127.0.0.1:${this.port()}`, `localhost:${this.port()}`].includes(request.headers.host ?? '')
  }

  /** Anything that could change something must come from our own page. */
  originAllowed(request: IncomingMessage): boolean {
    const { origin } = request.headers
    if (origin === undefined) return request.method === 'GET' || request.method === 'HEAD'
    return [`http://127.0.0.1:${this.port()}`, `http://localhost:${this.port()}`].includes(origin)
  }

  /** The core moved to another data folder: everyone signs in anew. */
  signAllOut(): void {
    for (const connection of this.connections.values()) connection.signedIn = null
  }
}
