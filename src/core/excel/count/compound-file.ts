const endOfChain = 0xfffffffe
const mostStreamBytes = 64 * 1024 * 1024

interface DirectoryEntry {
  name: string
  isStream: boolean
  start: number
  size: number
}

/** The stream of an OLE container by any of the names, in their order, case aside; null where there is none. */
export function streamOf(file: Buffer, names: readonly string[]): Buffer | null {
  const container = new CompoundFile(file)
  for (const name of names) {
    const entry = container.entries.find((one) => one.isStream && one.name.toLowerCase() === name.toLowerCase())
    if (entry !== undefined) return container.read(entry)
  }
  return null
}

class CompoundFile {
  readonly entries: readonly DirectoryEntry[]
  private readonly sectorSize: number
  private readonly miniSize: number
  private readonly miniCutoff: number
  private readonly next: Uint32Array
  private readonly miniNext: Uint32Array
  private readonly mini: Buffer

  constructor(private readonly file: Buffer) {
    this.sectorSize = 2 ** file.readUInt16LE(30)
    this.miniSize = 2 ** file.readUInt16LE(32)
    this.miniCutoff = file.readUInt32LE(56)
    this.next = table(this.joined(this.tableSectors()))
    this.miniNext = table(this.joined(this.chain(file.readUInt32LE(60))))
    const directory = this.joined(this.chain(file.readUInt32LE(48)))
    const entries: DirectoryEntry[] = []
    for (let at = 0; at + 128 <= directory.length; at += 128) {
      const length = Math.max(0, Math.min(64, directory.readUInt16LE(at + 64)) - 2)
      entries.push({
        name: directory.toString('utf16le', at, at + length),
        isStream: directory[at + 66] === 2,
        start: directory.readUInt32LE(at + 116),
        size: directory.readUInt32LE(at + 120),
      })
    }
    this.entries = entries
    this.mini = this.joined(this.chain(entries[0]?.start ?? endOfChain))
  }

  read({ start, size }: DirectoryEntry): Buffer {
    if (size >= this.miniCutoff) return this.joined(this.chain(start)).subarray(0, size)
    const parts: Buffer[] = []
    for (const sector of follow(start, this.miniNext)) parts.push(this.mini.subarray(sector * this.miniSize, (sector + 1) * this.miniSize))
    return Buffer.concat(parts).subarray(0, size)
  }

  private chain(start: number): number[] {
    return follow(start, this.next)
  }

  private joined(sectors: readonly number[]): Buffer {
    if (sectors.length * this.sectorSize > mostStreamBytes) throw new Error('a stream of the container is longer than a workbook can be')
    return Buffer.concat(sectors.map((sector) => this.file.subarray((sector + 1) * this.sectorSize, (sector + 2) * this.sectorSize)))
  }

  /** The first 109 sectors of the allocation table are named in the header, the others in sectors of their own. */
  private tableSectors(): number[] {
    const { file, sectorSize } = this
    const count = file.readUInt32LE(44)
    const sectors: number[] = []
    for (let at = 76; at < 512 && sectors.length < count; at += 4) sectors.push(file.readUInt32LE(at))
    let further = file.readUInt32LE(68)
    for (let turn = 0; further < endOfChain && sectors.length < count && turn < 10_000; turn++) {
      const from = (further + 1) * sectorSize
      for (let at = from; at < from + sectorSize - 4 && sectors.length < count; at += 4) sectors.push(file.readUInt32LE(at))
      further = file.readUInt32LE(from + sectorSize - 4)
    }
    return sectors
  }
}

function table(bytes: Buffer): Uint32Array {
  return Uint32Array.from({ length: bytes.length >> 2 }, (_, at) => bytes.readUInt32LE(at * 4))
}

/** A chain that bites its own tail ends after as many steps as there are sectors. */
function follow(start: number, next: Uint32Array): number[] {
  const sectors: number[] = []
  for (let at = start; at < endOfChain - 2 && at < next.length && sectors.length <= next.length; at = next[at] as number) sectors.push(at)
  return sectors
}
