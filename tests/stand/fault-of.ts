import { StationFault } from '../../src/core/station-fault'

/** The fault that `work` meets. @throws whatever else it throws, and where it is not refused at all */
export function faultOf(work: () => unknown): StationFault {
  try {
    work()
  } catch (error) {
    if (error instanceof StationFault) return error
    throw error
  }
  throw new Error('it was not refused')
}
