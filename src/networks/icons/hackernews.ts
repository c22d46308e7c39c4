/** Y Combinator, from simple-icons (CC0 1.0), rounded; the mark belongs to its owner. Written by scripts/icons.ts. */
export default 'M0 24V0h24v24H0zM6.95 5.9l4.11 7.7v5.07h1.59v-4.97l4.14-7.8h-1.75l-2.45 4.87c-.37.75-.69 1.44-.69 1.44s-.3-.71-.65-1.44L8.83 5.9h-1.88z';
