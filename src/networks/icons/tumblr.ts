/** Tumblr, from simple-icons (CC0 1.0), rounded; the mark belongs to its owner. Written by scripts/icons.ts. */
export default 'M14.6 24c-5.1 0-7.1-3.8-7.1-6.4V9.7H5.1V6.6c3.6-1.3 4.5-4.5 4.7-6.4C9.8.1 9.9 0 10 0h3.5v6.1h4.8v3.6h-4.8v7.5c0 1 .4 2.4 2.2 2.4h.1c.6 0 1.5-.2 1.9-.4l1.2 3.4c-.5.6-2.4 1.4-4.2 1.4h-.1l0 0z';
