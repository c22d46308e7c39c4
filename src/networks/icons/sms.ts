/** A speech bubble with three dots. */
export default 'M4 4h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H9l-5 4v-4a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2Zm2.5 6v2h2v-2Zm4.5 0v2h2v-2Zm4.5 0v2h2v-2Z';
