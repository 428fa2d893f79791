/** How many numbers a chain has in the logs: the id of a record is the number of its chain times this, plus its seq. */
const numbersPerChain = 2 ** 32

export const idInChain = (chainNo: number, seq: number): number => chainNo * numbersPerChain + seq

export const idsOfChain = (chainNo: number): { from: number; to: number } => ({ from: idInChain(chainNo, 1), to: idInChain(chainNo, numbersPerChain - 1) })
