/** Y Combinator, from simple-icons (CC0 1.0), rounded; the mark belongs to its owner. Written by scripts/icons.ts. */
export default 'M0 24V0h24v24H0zM7 5.9l4.1 7.7v5.1h1.5v-5l4.2-7.8h-1.8l-2.4 4.9c-.4.7-.7 1.4-.7 1.4s-.3-.7-.7-1.4L8.8 5.9h-1.8z';
