import { ref } from 'vue'

/** What was searched for last, so that coming back from a hit finds the list again. */
export const lastSearch = ref('')
