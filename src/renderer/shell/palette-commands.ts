import { useRouter } from 'vue-router'
import type { Preferences } from '../../contract/accounts'
import { leaveDesk, leaveStation } from './leave-station'
import { useSessionStore } from './session-store'
import { useStationStore } from './station-store'
import { tryInFrame } from './use-frame-refusal'

/** Something the palette does at once, beside opening pages. */
export interface PaletteCommand {
  title: string
  detail: string
  letters: string
  run: () => Promise<unknown>
}

export function usePaletteCommands(): PaletteCommand[] {
  const router = useRouter()
  const session = useSessionStore()
  const station = useStationStore()

  const wear = (change: Partial<Preferences>) => async (): Promise<void> => {
    if (session.session) await session.savePreferences({ ...session.session.preferences, ...change })
  }

  const commands: PaletteCommand[] = [
    { title: '锁屏', detail: 'Ctrl L', letters: 'sp suoping', run: session.lock },
    { title: '浅色', detail: '外观', letters: 'qs qianse', run: wear({ theme: 'light' }) },
    { title: '深色', detail: '外观', letters: 'ss shense', run: wear({ theme: 'dark' }) },
    { title: '大字号', detail: '外观', letters: 'dzh dazihao', run: wear({ type: 'large' }) },
    { title: '标准字号', detail: '外观', letters: 'bzzh biaozhunzihao', run: wear({ type: 'base' }) },
    { title: '退出登录', detail: '换人登录', letters: 'tcdl tuichudenglu', run: () => leaveDesk(router) },
  ]
  if (station.isSample) commands.push({ title: '离开示例', detail: '回到本镇数据', letters: 'lksl likaishili', run: () => leaveStation(station.leaveSample) })
  return commands.map((command) => ({ ...command, run: () => tryInFrame(command.run) }))
}
