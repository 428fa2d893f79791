/** Numbers the article does not give; each a labelled default. */
export interface Settings {
  /** Minutes without input until the screen locks. */
  idleMinutes: number
  /** Daily backups kept in the data folder. */
  dailyBackups: number
}
export const defaultSettings: Settings = { idleMinutes: 15, dailyBackups: 30 }
