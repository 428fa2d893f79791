import { fromBufferPromise } from 'yauzl'

/** The parts of a zipped office file (.docx, .xlsx) as text, by a reader that knows nothing of its writer. */
export async function zipParts(bytes: Uint8Array): Promise<Record<string, string>> {
  const zip = await fromBufferPromise(Buffer.from(bytes), { lazyEntries: true, autoClose: false })
  const parts: Record<string, string> = {}
  for await (const entry of zip.eachEntry()) {
    const pieces: Buffer[] = []
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece as Buffer)
    parts[entry.fileName] = Buffer.concat(pieces).toString('utf8')
  }
  zip.close()
  return parts
}

/** What a person reads in a Word file, paragraph by paragraph, in order. */
export async function wordParagraphs(bytes: Uint8Array): Promise<string[]> {
  const xml = (await zipParts(bytes))['word/document.xml'] ?? ''
  return [...xml.matchAll(/<w:p[ >].*?<\/w:p>/gs)].map(([paragraph]) =>
    [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
      .map(([, text = '']) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&'))
      .join(''),
  )
}
