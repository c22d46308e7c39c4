/** A printer. */
export default 'M7 3h10v4H7ZM5 8h14a2 2 0 0 1 2 2v7h-3v-3H6v3H3v-7a2 2 0 0 1 2-2Zm2.5 7.5h9V21h-9Z';
