import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'
import { defaultDataDir } from '../core/database/default-data-dir'
import { StationFault } from '../core/station-fault'
import { startWebHost } from './web-host'

const { values } = parseArgs({ options: { data: { type: 'string' }, port: { type: 'string' }, open: { type: 'boolean' } }, allowPositionals: true })

try {
  const host = await startWebHost({ dataDir: values.data ?? defaultDataDir(), port: Number(values.port ?? 0), announce: (link) => console.log(`打开这个链接（只能用一次）：${link}`) })
  if (values.open) openBrowser(host.firstLink)
  const stop = (): void => {
    void host.close().then(() => process.exit(0))
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
} catch (error) {
  console.error(error instanceof StationFault ? error.message : `工作站没有打开：${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}

function openBrowser(link: string): void {
  const [command, args] = process.platform === 'win32' ? ['rundll32', ['url.dll,FileProtocolHandler', link]] : [process.platform === 'darwin' ? 'open' : 'xdg-open', [link]]
  spawn(command as string, args as string[], { detached: true, stdio: 'ignore' }).on('error', () => undefined).unref()
}
