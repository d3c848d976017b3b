/** Ends the jobs of a bash with it, as zsh and fish do by themselves; unless its user has plans of their own for its end. */
export const HANG_UP = `[ -n "$(trap -p EXIT)" ] || trap 'for job in $(jobs -p); do kill -HUP -- "-$job"; done' EXIT`;
