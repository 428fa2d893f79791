/** What main and the core process say to each other. Paths stay between these two; the page sees tickets. */
export type ToCore =
  | { kind: 'connect' }
  | { kind: 'upload'; id: number; path: string }
  | { kind: 'take'; id: number; fileName: string; bytes: Uint8Array }
  | { kind: 'save'; id: number; ticket: string; path: string }
  | { kind: 'close' }

export type FromCore =
  | { kind: 'ready' }
  | { kind: 'fault'; message: string }
  | { kind: 'moved' }
  | { kind: 'reply'; id: number; ok: true; value: { ticket: string; fileName: string } | { saved: true; fileName: string } }
  | { kind: 'reply'; id: number; ok: false; message: string }
  | { kind: 'closed' }
