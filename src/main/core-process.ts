import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { RPCHandler } from '@orpc/server/message-port'
import type { MessagePortMain } from 'electron'
import { appVersion } from '../core/app-version'
import { windowConnection, type Connection } from '../core/connection'
import { answerDeclared, declaredRefusal } from '../core/declared-answers'
import { acceptUpload, mostUpload, takeDownload, tooLarge } from '../core/files/file-door'
import { writeFileAtomically } from '../core/files/write-atomically'
import { openHostCore, type HostCore } from '../core/host-core'
import { Refusal } from '../core/refusal'
import { StationFault } from '../core/station-fault'
import type { FromCore, ToCore } from './core-messages'

/** The core in a process of its own: a long import never stops the window from painting. */
const { values } = parseArgs({ options: { data: { type: 'string' }, chromium: { type: 'string' } }, allowPositionals: true })
const tell = (message: FromCore): void => process.parentPort.postMessage(message)
const sentence = (error: unknown): string =>
  error instanceof StationFault || error instanceof Refusal ? error.message : '工作站的后台没有启动。数据没有动，关掉程序再打开；还不行就把日志交给技术人员。'

let host: HostCore | undefined
/** The page's line to the core, whose session the files belong to; a page that loads anew has another and signs in again. */
let connection: Connection = windowConnection('window')

async function start(): Promise<void> {
  try {
    host = await openHostCore({
      dataDir: values.data ?? '',
      host: 'window',
      versions: { app: appVersion, electron: process.versions['electron'] ?? null, chromium: values.chromium ?? null, node: process.versions.node },
      onMoved: () => tell({ kind: 'moved' }),
    })
    tell({ kind: 'ready' })
  } catch (error) {
    tell({ kind: 'fault', message: sentence(error) })
    if (!(error instanceof StationFault)) console.error(error)
  }
}

process.parentPort.on('message', ({ data, ports }) => {
  const message = data as ToCore
  if (!host) return
  if (message.kind === 'connect' && ports[0]) connect(host, ports[0])
  if (message.kind === 'upload') reply(message.id, () => upload(host, message.path))
  if (message.kind === 'take') reply(message.id, () => take(host, message.fileName, message.bytes))
  if (message.kind === 'save') reply(message.id, () => save(host, message.ticket, message.path))
  if (message.kind === 'close') {
    host.close()
    host = undefined
    tell({ kind: 'closed' })
  }
})

function connect(from: HostCore, port: MessagePortMain): void {
  connection = windowConnection('window')
  new RPCHandler(from.current().router, { interceptors: [answerDeclared] }).upgrade(port, { context: { connection } })
  port.start()
}

function reply(id: number, work: () => { ticket: string; fileName: string } | { saved: true; fileName: string }): void {
  try {
    tell({ kind: 'reply', id, ok: true, value: work() })
  } catch (error) {
    tell({ kind: 'reply', id, ok: false, message: error instanceof StationFault ? error.message : error instanceof Refusal ? declaredRefusal(error).message : '文件读写出错。库里没有变动，换一个位置重试。' })
  }
}

function upload(from: HostCore | undefined, path: string): { ticket: string; fileName: string } {
  if (!from) throw new StationFault('closing', '工作站正在关闭。')
  if (statSync(path).size > mostUpload) throw tooLarge()
  const fileName = basename(path)
  return { ticket: acceptUpload(from.current().services, connection, { fileName, bytes: readFileSync(path) }), fileName }
}

function take(from: HostCore | undefined, fileName: string, bytes: Uint8Array): { ticket: string; fileName: string } {
  if (!from) throw new StationFault('closing', '工作站正在关闭。')
  return { ticket: acceptUpload(from.current().services, connection, { fileName, bytes }), fileName }
}

function save(from: HostCore | undefined, ticket: string, path: string): { saved: true; fileName: string } {
  if (!from) throw new StationFault('closing', '工作站正在关闭。')
  takeDownload(from.current().services, connection, ticket, (file) => writeFileAtomically(path, file.bytes))
  return { saved: true, fileName: basename(path) }
}

await start()
