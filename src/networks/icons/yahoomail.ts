/** Yahoo, from Material Design Icons (Apache 2.0), rounded; the mark belongs to its owner. Written by scripts/icons.ts. */
export default 'M10.5 7.6 8.2 13.2 5.8 7.6H2L6.3 17.2 4.8 20.7H8.5L14.2 7.6H10.5M15 12.7C13.6 12.7 12.6 13.8 12.6 15 12.6 16.2 13.6 17.2 14.9 17.2 16.3 17.2 17.4 16.1 17.4 14.9 17.4 13.7 16.4 12.7 15 12.7M17.7 3.3 13.9 11.9H18.2L22 3.3H17.7Z';
