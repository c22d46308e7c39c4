/** An envelope. */
export default 'M3 5h18a1 1 0 0 1 1 1v.6l-10 6.3L2 6.6V6a1 1 0 0 1 1-1Zm-1 3.9V18a1 1 0 0 0 1 1h18a1 1 0 0 0 1-1V8.9l-9.5 6a1 1 0 0 1-1 0Z';
