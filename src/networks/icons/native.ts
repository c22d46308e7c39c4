/** One point that branches into two. */
export default 'M17.5 2a3.5 3.5 0 1 1-2.5 5.9L9.4 11a3.5 3.5 0 0 1 0 2l5.6 3.1a3.5 3.5 0 1 1-.9 1.8l-5.7-3.2a3.5 3.5 0 1 1 0-5.4l5.7-3.2A3.5 3.5 0 0 1 17.5 2Z';
