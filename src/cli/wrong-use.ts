/** The command was typed wrongly: exit 2, nothing was opened. */
export class WrongUse extends Error {}
