/** Trello, from simple-icons (CC0 1.0), rounded; the mark belongs to its owner. Written by scripts/icons.ts. */
export default 'M21.1 0H2.9A2.9 2.9 0 0 0 0 2.9v18.2A2.9 2.9 0 0 0 2.9 24h18.2A2.9 2.9 0 0 0 24 21.1V2.9A2.9 2.9 0 0 0 21.1 0zM10.3 17.3a1 1 0 0 1-.9.9h-4a1 1 0 0 1-1-.9V5.4a1 1 0 0 1 1-1h4a1 1 0 0 1 .9 1zm9.3-5.5a.9.9 0 0 1-1 1h-4a.9.9 0 0 1-.9-1V5.4a1 1 0 0 1 .9-1h4a1 1 0 0 1 1 1z';
