/** Two links of a chain. */
export default 'M7 6.5h3.5v2.3H7a3.2 3.2 0 0 0 0 6.4h3.5v2.3H7a5.5 5.5 0 0 1 0-11Zm6.5 0H17a5.5 5.5 0 0 1 0 11h-3.5v-2.3H17a3.2 3.2 0 0 0 0-6.4h-3.5ZM8 10.85h8v2.3H8Z';
