import { onScopeDispose, readonly, shallowRef, type Ref } from 'vue'
import { pickFile, uploadFile, type PickedFile } from '../../host/connection'
import { droppedFile, readable } from './dropped-file'
import { useRosterImport } from './import-store'

export interface FileChoice {
  choose: () => Promise<void>
  /** True while a file hangs over the window. */
  hovering: Readonly<Ref<boolean>>
  /** Why a dropped file was not taken. */
  refusal: Readonly<Ref<string | null>>
}

/** The two ways a workbook comes in: the chooser, and a file dropped anywhere on the page. */
export function useFileChoice(): FileChoice {
  const file = useRosterImport()
  const hovering = shallowRef(false)
  const refusal = shallowRef<string | null>(null)
  const stop = new AbortController()
  onScopeDispose(() => stop.abort())

  /** A file under check is let go only once the next one has been read. */
  async function take(get: () => Promise<PickedFile | null>): Promise<void> {
    refusal.value = null
    try {
      const picked = await get()
      if (picked !== null) await file.open(picked)
    } catch (failure) {
      file.error = failure
    }
  }

  const choose = (): Promise<void> => take(() => pickFile({ title: '选择花名册文件', extensions: [...readable] }))

  const isFile = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') === true
  const { signal } = stop
  window.addEventListener('dragover', (event) => {
    if (!isFile(event)) return
    // Without this the window would open the file in the program's place.
    event.preventDefault()
    hovering.value = file.phase === 'choose'
  }, { signal })
  window.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) hovering.value = false
  }, { signal })
  window.addEventListener('drop', (event) => {
    if (!isFile(event)) return
    event.preventDefault()
    hovering.value = false
    if (file.phase === 'reading' || file.work !== null) return
    if (file.phase === 'check') {
      refusal.value = '正在核对另一个文件。要换文件，先按「取消，不导入」，或用「换文件」。'
      return
    }
    const dropped = droppedFile(event.dataTransfer)
    if (typeof dropped === 'string') refusal.value = dropped
    else void take(() => uploadFile(dropped))
  }, { signal })

  return { choose, hovering: readonly(hovering), refusal: readonly(refusal) }
}
