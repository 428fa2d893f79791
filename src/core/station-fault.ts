/** A fault of the station itself, before any procedure can answer: `message` is a sentence for the clerk. */
export class StationFault extends Error {
  constructor(
    readonly reason: string,
    message: string,
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'StationFault'
  }
}
