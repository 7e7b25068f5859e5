/** Upper bounds in seconds, from 5 ms to 60 s: the longest tool call ends after 45 s. */
export const CALL_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 45, 60];

/** Upper bounds in seconds, from one second to the hour that a token lives. */
export const TOKEN_LIFE_SECONDS = [1, 10, 30, 60, 120, 300, 450, 600, 900, 1_800, 3_600];
