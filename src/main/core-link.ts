import { join } from 'node:path'
import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron'
import type { FromCore, ToCore } from './core-messages'

type Reply = Extract<FromCore, { kind: 'reply'; ok: true }>['value']
type Question = { kind: 'upload'; path: string } | { kind: 'take'; fileName: string; bytes: Uint8Array } | { kind: 'save'; ticket: string; path: string }

/** Main's end of the core process: hands over ports, passes files by path, and asks it to close. */
export class CoreLink {
  private readonly child: UtilityProcess
  private readonly waiting = new Map<number, { resolve: (value: Reply) => void; reject: (error: Error) => void }>()
  private lastId = 0
  private closed: (() => void) | undefined

  constructor(dataDir: string, on: { ready(): void; fault(message: string): void; moved(): void; died(): void }) {
    this.child = utilityProcess.fork(join(import.meta.dirname, 'core-process.js'), ['--data', dataDir, '--chromium', process.versions.chrome ?? ''], { serviceName: 'station-core' })
    this.child.on('message', (message: FromCore) => {
      if (message.kind === 'ready') on.ready()
      if (message.kind === 'fault') on.fault(message.message)
      if (message.kind === 'moved') on.moved()
      if (message.kind === 'closed') this.closed?.()
      if (message.kind === 'reply') {
        const waiting = this.waiting.get(message.id)
        this.waiting.delete(message.id)
        if (message.ok) waiting?.resolve(message.value)
        else waiting?.reject(new Error(message.message))
      }
    })
    this.child.on('exit', () => {
      for (const waiting of this.waiting.values()) waiting.reject(new Error('工作站的后台已停止。之前保存的都在，重新打开程序。'))
      if (this.closed) this.closed()
      else on.died()
    })
  }

  private say(message: ToCore, ports: MessagePortMain[] = []): void {
    this.child.postMessage(message, ports)
  }

  connect(port: MessagePortMain): void {
    this.say({ kind: 'connect' }, [port])
  }

  ask(question: Question): Promise<Reply> {
    this.lastId += 1
    const id = this.lastId
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject })
      this.say({ ...question, id })
    })
  }

  /** Lets the core write its daily backup and close the database; gives up after `patience` milliseconds. */
  close(patience: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer)
        this.closed = () => undefined
        this.child.kill()
        resolve()
      }
      const timer = setTimeout(done, patience)
      this.closed = done
      this.say({ kind: 'close' })
    })
  }
}
