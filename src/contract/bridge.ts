/**
 * What the preload's one function takes and gives. No path crosses: a picked file and a file to be saved are tickets.
 * The browser host offers the same over HTTP (`/upload`, `/download`), so screens see one interface.
 */
export interface BridgeRequests {
  /** Asks main for a fresh port to the core; it arrives as a `message` event with `data === 'station:port'`. */
  connect: { input: null; output: null }
  /** The system's open dialog, then the file's bytes to the core. Null when the person cancels. */
  pickFile: { input: { title: string; extensions: string[] }; output: TakenFile | Refused | null }
  /** A file dropped onto the page: its name and bytes. */
  takeFile: { input: { fileName: string; bytes: Uint8Array }; output: TakenFile | Refused }
  /** The system's save dialog, then the core writes beside and renames. `saved: false` when the person cancels. */
  saveFile: { input: { ticket: string; fileName: string }; output: { saved: boolean; fileName: string } | Refused }
  /** Opens the folder of the file saved last. */
  showLastSaved: { input: null; output: null }
  /** Opens the operating system's print dialog for the paper on screen. */
  print: { input: null; output: null }
}
export interface TakenFile {
  ticket: string
  fileName: string
}
/** A file could not be read or written: the sentence for the person. Errors thrown across the bridge lose their words. */
export interface Refused {
  refused: string
}
export type BridgeCall = <K extends keyof BridgeRequests>(kind: K, input: BridgeRequests[K]['input']) => Promise<BridgeRequests[K]['output']>

/** The name under which the preload exposes its one function. */
export const bridgeName = 'station'
/** The one message by which the preload hands the core's port to the page. */
export const portMessage = 'station:port'
